// SPDX-License-Identifier: Apache-2.0
package io.foursigma.dashboard.access;

import io.javalin.http.Context;
import io.javalin.http.Cookie;
import io.javalin.http.SameSite;
import org.jspecify.annotations.Nullable;

/** The cookie that holds a session's token. No script reads it, and no other site's page makes a browser send it. */
final class SessionCookie {

    static final String NAME = "foursigma_session";

    private static final int UNTIL_THE_BROWSER_ENDS = -1;
    private static final int AT_ONCE = 0;

    private SessionCookie() {}

    static @Nullable String token(Context context) {
        return context.cookie(NAME);
    }

    static void give(Context context, String token, boolean secure) {
        context.cookie(cookie(token, UNTIL_THE_BROWSER_ENDS, secure));
    }

    static void takeBack(Context context, boolean secure) {
        context.cookie(cookie("", AT_ONCE, secure));
    }

    private static Cookie cookie(String value, int maxAge, boolean secure) {
        return new Cookie(NAME, value, "/", maxAge, secure, true, null, SameSite.STRICT);
    }
}
