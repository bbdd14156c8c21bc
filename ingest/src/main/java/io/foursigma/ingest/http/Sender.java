// SPDX-License-Identifier: Apache-2.0
package io.foursigma.ingest.http;

import io.foursigma.ingest.keys.ApiKeys;
import io.javalin.http.Context;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds out who sends a request. */
final class Sender {

    /** Who sends where no keys are asked for. */
    static final String ANYBODY = "";

    private static final String BEARER = "bearer ";

    /** The headers of a request. */
    interface Headers {
        /** The header of this name, if there is one. */
        @Nullable
        String named(String name);
    }

    private final @Nullable ApiKeys keys;

    /** By these keys; null where anybody may send. */
    Sender(@Nullable ApiKeys keys) {
        this.keys = keys;
    }

    /** The holder of the key in a request's headers. @throws RequestRefusedException if it is nobody's */
    String of(Context context) throws RequestRefusedException {
        return holder(key(context::header));
    }

    /** The holder of a key. @throws RequestRefusedException if it is nobody's */
    String holder(@Nullable String key) throws RequestRefusedException {
        if (keys == null) {
            return ANYBODY;
        }
        if (key == null) {
            throw new RequestRefusedException(
                    Refusal.NO_KEY,
                    "send the key in the header 'Authorization: Bearer KEY' or 'X-API-Key: KEY';"
                            + " 'foursigma keys create NAME' makes one");
        }
        Optional<String> holder = keys.holder(key);
        return holder.orElseThrow(() -> new RequestRefusedException(
                Refusal.UNKNOWN_KEY,
                "the key is unknown or was revoked: ask for a new one, 'foursigma keys create NAME' makes it"));
    }

    /** The key among headers; null if there is none. */
    static @Nullable String key(Headers headers) {
        String authorization = headers.named("Authorization");
        if (authorization != null && authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            return authorization.substring(BEARER.length()).strip();
        }
        return headers.named("X-API-Key");
    }
}
