// SPDX-License-Identifier: Apache-2.0
package io.foursigma.ingest.http;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The header {@code Idempotency-Key}, as the draft of the IETF of this name has it, and without its quotes. */
final class IdempotencyKey {

    private static final Pattern FORM = Pattern.compile("\"([!#-~]{1,255})\"|([!#-~]{1,255})");

    private IdempotencyKey() {}

    /** The key that a header holds; null if there is no header. @throws RequestRefusedException if it holds none */
    static @Nullable String of(@Nullable String header) throws RequestRefusedException {
        if (header == null) {
            return null;
        }
        Matcher form = FORM.matcher(header.strip());
        if (!form.matches()) {
            throw new RequestRefusedException(
                    Refusal.BAD_KEY,
                    "the header 'Idempotency-Key' holds 1 to 255 visible ASCII characters but quotes, which may stand"
                            + " around them: send such a key, one for each request");
        }
        return form.group(1) == null ? form.group(2) : form.group(1);
    }
}
