// SPDX-License-Identifier: Apache-2.0
package io.foursigma.dashboard.access;

import io.foursigma.schemas.json.Problem;
import io.foursigma.schemas.settings.Settings;
import io.foursigma.schemas.settings.SettingsTable;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.websocket.WsContext;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.eclipse.jetty.websocket.api.Callback;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who may do what at the relay. Without accounts everybody may do everything; with them every path but those of the sign-in
 * page is closed to who is not signed in. {@code docs/access.md} describes it.
 */
public final class Access {

    /** The close code of a live stream whose session has ended. */
    static final int SESSION_ENDED = 4401;

    private static final Logger LOG = LoggerFactory.getLogger(Access.class);
    private static final Duration LOOK = Duration.ofSeconds(2);
    private static final String VISITOR = "foursigma.visitor";
    private static final String SESSION_ENDED_REASON = "the session has ended; sign in again";

    /** All that is open to everybody. A path is compared as a whole, so that no other spelling of one is open. */
    private static final Set<String> OPEN = Set.of(
            SessionApi.PAGE, "/signin.js", "/signin.css", "/style.css", "/favicon.svg", "/texts.js", "/format.js");

    /** What programs ask for that cannot sign in; they may send HTTP Basic. */
    private static final Set<String> FOR_PROGRAMS = Set.of("/metrics", "/api/health");

    private static final Set<String> READS = Set.of("GET", "HEAD");

    private final @Nullable SignIn signIn;

    private Access(@Nullable SignIn signIn) {
        this.signIn = signIn;
    }

    /**
     * Access as it is set.
     *
     * @param settings the settings
     * @param clock the wall clock
     * @throws io.foursigma.schemas.settings.SettingsException with every fault in the file of accounts
     */
    public static Access of(Settings settings, InstantSource clock) {
        if (!settings.get(SettingsTable.RELAY_ACCOUNTS).equals(SettingsTable.OFF)) {
            return new Access(new SignIn(settings, clock));
        }
        String host = settings.get(SettingsTable.RELAY_HOST);
        if (!isLoopback(host)) {
            LOG.warn(
                    "sign-in is off: whoever reaches {}:{} can read and acknowledge; give accounts with"
                            + " relay.accounts (docs/access.md), or listen on 127.0.0.1",
                    host,
                    settings.get(SettingsTable.RELAY_PORT));
        }
        return new Access(null);
    }

    /**
     * Lets in who may come in, before any handler that is added after this.
     *
     * @param routes where the relay's handlers are
     * @param answer answers with a problem document
     */
    public void addTo(RoutesConfig routes, BiConsumer<Context, Problem> answer) {
        routes.exception(Refusal.class, (refusal, context) -> {
            context.header("Cache-Control", "no-store");
            refusal.headers().forEach(context::header);
            answer.accept(context, refusal.problem());
        });
        routes.before(this::admit);
        routes.wsBeforeUpgrade(this::admit);
        routes.wsBefore(live -> {
            live.onConnect(this::join);
            live.onClose(this::leave);
            live.onError(this::leave);
        });
        new SessionApi(signIn).addTo(routes);
    }

    /** Looks again and again whether accounts have changed and sessions are over. */
    public void watch(ScheduledExecutorService threads) {
        if (signIn != null) {
            SignIn watched = signIn;
            ScheduledFuture<?> unused = threads.scheduleWithFixedDelay(
                    () -> look(watched), LOOK.toMillis(), LOOK.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    /** Goes on only for who has a role. A handler calls it first; the answer to anybody else is 403. */
    public static void require(Context context, Role role) {
        Visitor visitor = visitor(context);
        if (!visitor.role().covers(role)) {
            throw Refusal.role(visitor, role);
        }
    }

    /** The name of who makes a request; {@code local} while sign-in is off. */
    public static String who(Context context) {
        return visitor(context).name();
    }

    static Visitor visitor(Context context) {
        Visitor visitor = context.attribute(VISITOR);
        if (visitor == null) {
            throw Refusal.notSignedIn(false);
        }
        return visitor;
    }

    /** An error of the relay's own must not end the looking: an account that was removed would stay signed in. */
    private static void look(SignIn signIn) {
        try {
            signIn.look();
        } catch (RuntimeException bug) {
            LOG.error(
                    "the accounts and sessions could not be looked at; they are again in {} s", LOOK.toSeconds(), bug);
        }
    }

    private void admit(Context context) {
        Visitor visitor = visitorOf(context);
        if (visitor != null) {
            context.attribute(VISITOR, visitor);
        } else if (!isOpen(context)) {
            refuse(context);
        }
    }

    private @Nullable Visitor visitorOf(Context context) {
        if (signIn == null) {
            return Visitor.LOCAL;
        }
        Visitor visitor = signIn.visitor(context);
        return visitor == null && isForPrograms(context) ? signIn.program(context) : visitor;
    }

    private static boolean isOpen(Context context) {
        String path = context.path();
        return isRead(context)
                ? OPEN.contains(path)
                : context.req().getMethod().equals("POST") && path.equals(SessionApi.PATH);
    }

    private static boolean isForPrograms(Context context) {
        return isRead(context) && FOR_PROGRAMS.contains(context.path());
    }

    private static boolean isRead(Context context) {
        return READS.contains(context.req().getMethod());
    }

    /** A person is led to the sign-in page, always to this one, whatever was asked for; a program gets 401. */
    private static void refuse(Context context) {
        String path = context.path();
        if (!isRead(context) || !(path.equals("/") || path.equals("/api/") || path.endsWith(".html"))) {
            throw Refusal.notSignedIn(isForPrograms(context));
        }
        long folders = path.chars().filter(character -> character == '/').count() - 1;
        context.header("Cache-Control", "no-store");
        // Relative, for the relay may stand behind a proxy under a path of its own.
        context.redirect("../".repeat((int) folders) + "signin");
        context.skipRemainingHandlers();
    }

    private void join(WsContext page) {
        if (signIn == null) {
            return;
        }
        String token = page.cookie(SessionCookie.NAME);
        Runnable close = () -> page.session.close(SESSION_ENDED, SESSION_ENDED_REASON, Callback.NOOP);
        if (token == null || !signIn.sessions().attach(token, page.sessionId(), close)) {
            close.run();
        }
    }

    private void leave(WsContext page) {
        String token = page.cookie(SessionCookie.NAME);
        if (signIn != null && token != null) {
            signIn.sessions().detach(token, page.sessionId());
        }
    }

    private static boolean isLoopback(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
