// SPDX-License-Identifier: Apache-2.0
package io.foursigma.dashboard.access;

import io.foursigma.schemas.json.Problem;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A request that is not let in, with the answer that it gets. Nothing has failed, so there is no stack trace. */
final class Refusal extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final transient Problem problem;
    private final transient Map<String, String> headers;

    private Refusal(int status, String title, String detail, Map<String, String> headers) {
        super(detail, null, false, false);
        this.problem = new Problem(status, title, detail, List.of());
        this.headers = headers;
    }

    static Refusal malformed(int status, String detail) {
        return new Refusal(status, "A sign-in that cannot be read", detail, Map.of());
    }

    static Refusal notSignedIn(boolean takesBasic) {
        return takesBasic
                ? unauthorized("sign in on the page, or send a name and a password with HTTP Basic", "Basic")
                : unauthorized("sign in on the page, or with POST /api/session, and send the cookie", "Session");
    }

    /** The same for a name that nobody has and for a wrong password. */
    static Refusal wrong(boolean takesBasic) {
        return unauthorized("the name or the password is wrong", takesBasic ? "Basic" : "Session");
    }

    private static Refusal unauthorized(String detail, String scheme) {
        return new Refusal(401, "Not signed in", detail, Map.of("WWW-Authenticate", scheme + " realm=\"foursigma\""));
    }

    static Refusal later(Duration wait) {
        long seconds = Math.max(1, (wait.toMillis() + 999) / 1_000);
        return new Refusal(
                429,
                "Too many attempts to sign in",
                "from this network or with this name; try again in " + seconds + " s",
                Map.of("Retry-After", Long.toString(seconds)));
    }

    static Refusal role(Visitor visitor, Role needed) {
        return new Refusal(
                403,
                "Not allowed",
                "this needs the role " + needed.text() + ", and " + visitor.name() + " has the role "
                        + visitor.role().text() + "; ask somebody who has it",
                Map.of());
    }

    static Refusal signInIsOff() {
        return new Refusal(404, "Sign-in is off", "there are no accounts; relay.accounts sets them", Map.of());
    }

    Problem problem() {
        return problem;
    }

    Map<String, String> headers() {
        return headers;
    }
}
