// SPDX-License-Identifier: Apache-2.0
package io.foursigma.dashboard.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.foursigma.schemas.settings.Settings;
import io.foursigma.schemas.settings.SettingsTable;
import io.javalin.http.Context;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Checks names and passwords, and knows who is signed in. */
final class SignIn {

    private static final Logger LOG = LoggerFactory.getLogger(SignIn.class);
    private static final String BASIC = "Basic ";
    private static final String NO_NAME = "(no name of an account)";

    private final Accounts accounts;
    private final Sessions sessions;
    private final Attempts attempts;
    private final Passwords passwords = new Passwords();
    private final boolean trustProxy;

    /** Sign-in with the accounts that are set. @throws io.foursigma.schemas.settings.SettingsException with all faults */
    SignIn(Settings settings, InstantSource clock) {
        this.accounts = Accounts.of(Path.of(settings.get(SettingsTable.RELAY_ACCOUNTS)));
        this.sessions = new Sessions(clock, accounts::holds);
        this.attempts = new Attempts(clock);
        this.trustProxy = Boolean.parseBoolean(settings.get(SettingsTable.RELAY_TRUST_PROXY));
    }

    Sessions sessions() {
        return sessions;
    }

    Caller caller(Context context) {
        return Caller.of(context, trustProxy);
    }

    /** Reads accounts that have changed, and ends the sessions that are over. */
    void look() {
        accounts.look();
        sessions.sweep();
    }

    /** Who makes a request, by its cookie; null if nobody is signed in. */
    @Nullable
    Visitor visitor(Context context) {
        String token = SessionCookie.token(context);
        Account account = token == null ? null : sessions.use(token);
        return account == null ? null : Visitor.of(account);
    }

    /** Who makes a request of a program, by HTTP Basic; null if it carries none. @throws Refusal if that is wrong */
    @Nullable
    Visitor program(Context context) {
        String header = context.header("Authorization");
        if (header == null || !header.regionMatches(true, 0, BASIC, 0, BASIC.length())) {
            return null;
        }
        String pair = decode(header.substring(BASIC.length()).strip());
        int colon = pair.indexOf(':');
        if (colon < 0) {
            throw Refusal.wrong(true);
        }
        return Visitor.of(check(caller(context), pair.substring(0, colon), pair.substring(colon + 1), true));
    }

    /** The account with this name and password. @throws Refusal if there is none, or too many attempts were made */
    Account check(Caller caller, String name, String password, boolean takesBasic) {
        // What is no name is not remembered, and does not reach the log.
        String known = Account.isName(name) ? name : NO_NAME;
        Duration wait = attempts.take(caller.network(), known);
        if (!wait.isZero()) {
            LOG.warn("too many attempts to sign in as {} or from {}", known, caller.network());
            throw Refusal.later(wait);
        }
        Account account = accounts.find(name);
        Passwords.Outcome outcome = passwords.compare(password, account);
        if (outcome != Passwords.Outcome.WRONG) {
            attempts.giveBack(caller.network(), known);
        }
        if (outcome == Passwords.Outcome.BUSY) {
            throw Refusal.later(Duration.ofSeconds(1));
        }
        if (outcome == Passwords.Outcome.WRONG || account == null) {
            LOG.warn("a wrong name or password: {} from {}", known, caller.network());
            throw Refusal.wrong(takesBasic);
        }
        return account;
    }

    private static String decode(String base64) {
        try {
            return new String(Base64.getDecoder().decode(base64), UTF_8);
        } catch (IllegalArgumentException noBase64) {
            throw Refusal.wrong(true);
        }
    }
}
