// SPDX-License-Identifier: Apache-2.0
package io.foursigma.dashboard;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Header;
import io.javalin.http.HttpStatus;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/**
 * Gives answers that may be kept, but not used unasked, a tag: the digest of what they say. Who asks again with the tag
 * is told in a few bytes that nothing has changed.
 *
 * <p>The tags that Javalin gives to files are made of time and length. In a container image and in a reproducible jar
 * all files have one time, so an update that keeps a file's length would never be seen.
 */
final class Revalidation {

    /** {@code Cache-Control} of what everybody may keep. */
    static final String PUBLIC = "no-cache";
    /** {@code Cache-Control} of what only the client itself may keep. */
    static final String PRIVATE = "private, no-cache";

    private Revalidation() {}

    static void addTo(RoutesConfig routes) {
        // Whatever is kept may be compressed, and then is of use only to those who accept that.
        routes.before(context -> context.header(Header.VARY, Header.ACCEPT_ENCODING));
        routes.after(Revalidation::tag);
    }

    private static void tag(Context context) throws IOException {
        String control = context.res().getHeader(Header.CACHE_CONTROL);
        boolean mayBeKept = PUBLIC.equals(control) || PRIVATE.equals(control);
        InputStream answer = context.resultInputStream();
        if (mayBeKept && answer != null && context.status() == HttpStatus.OK) {
            byte[] bytes = answer.readAllBytes();
            // Javalin compares the tag with the one that was asked with, and answers 304.
            context.header(Header.ETAG, tag(bytes)).result(bytes);
        }
    }

    /** A weak tag: it is the same whether the answer travels compressed or not. */
    private static String tag(byte[] bytes) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
            return "W/\"" + Base64.getUrlEncoder().withoutPadding().encodeToString(digest) + '"';
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
