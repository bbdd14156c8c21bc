// SPDX-License-Identifier: Apache-2.0
package io.foursigma.dashboard;

import io.foursigma.schemas.json.Problem;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.ForbiddenResponse;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What keeps other sites' pages away from the relay, and foreign code out of its own. */
final class WebSafety {

    /** Everything that a page may load comes from the relay itself; no inline script and no inline style runs. */
    static final Map<String, String> HEADERS = Map.of(
            "Content-Security-Policy",
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self';"
                    + " base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
            "X-Content-Type-Options",
            "nosniff",
            "X-Frame-Options",
            "DENY",
            "Referrer-Policy",
            "no-referrer",
            "Cross-Origin-Opener-Policy",
            "same-origin",
            "Cross-Origin-Resource-Policy",
            "same-origin");

    private static final Set<String> READS = Set.of("GET", "HEAD", "OPTIONS");

    private WebSafety() {}

    static void addTo(RoutesConfig routes) {
        routes.before(context -> HEADERS.forEach(context::header));
        routes.before(WebSafety::refuseForeignChange);
        routes.wsBeforeUpgrade(WebSafety::checkOrigin);
    }

    /** Beside what the cookie's SameSite keeps away: while sign-in is off there is no cookie. */
    private static void refuseForeignChange(Context context) {
        String origin = context.header("Origin");
        if (!READS.contains(context.req().getMethod()) && !sameHost(origin, context.header("Host"))) {
            Answers.problem(
                    context,
                    new Problem(
                            403,
                            "A page of another site",
                            "a page of " + origin + " may change nothing here; open the relay's own page",
                            List.of()));
            context.skipRemainingHandlers();
        }
    }

    /** Browsers let any page open a WebSocket to anywhere; only the origin header tells whose page it is. */
    private static void checkOrigin(Context context) {
        String origin = context.header("Origin");
        if (!sameHost(origin, context.header("Host"))) {
            throw new ForbiddenResponse("a page of " + origin + " may not listen here; open the relay's own page");
        }
    }

    /** Whether a request comes from the relay's own page, or from no page at all. */
    static boolean sameHost(@Nullable String origin, @Nullable String host) {
        if (origin == null) {
            return true;
        }
        int scheme = origin.indexOf("://");
        return host != null && scheme > 0 && origin.substring(scheme + 3).equalsIgnoreCase(host);
    }
}
