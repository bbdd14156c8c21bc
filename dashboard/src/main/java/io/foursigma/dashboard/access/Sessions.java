// SPDX-License-Identifier: Apache-2.0
package io.foursigma.dashboard.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Who is signed in. Only digests of the tokens are kept, and only in memory. A session ends when it has been idle, when it is
 * old, when its account is no longer what it was, or when somebody ends it; its live streams end with it.
 */
final class Sessions {

    /** A session that asks nothing for so long ends, unless it has a live stream. */
    static final Duration IDLE = Duration.ofHours(1);
    /** After this a session ends in any case. */
    static final Duration LIFE = Duration.ofHours(12);
    /** With more than these, the account's session that was used the longest ago ends. */
    static final int PER_ACCOUNT = 20;

    private static final int TOKEN_BYTES = 32;

    /** In the order of their use. */
    private final Map<String, Session> byDigest = new LinkedHashMap<>(16, 0.75f, true);

    private final SecureRandom random = new SecureRandom();
    private final InstantSource clock;
    private final Predicate<Account> current;

    /**
     * No sessions yet.
     *
     * @param clock the wall clock
     * @param current whether an account is still what it was
     */
    Sessions(InstantSource clock, Predicate<Account> current) {
        this.clock = clock;
        this.current = current;
    }

    private static final class Session {
        private final Account account;
        private final long openedMillis;
        private final Map<String, Runnable> streams = new HashMap<>();
        private long usedMillis;

        private Session(Account account, long nowMillis) {
            this.account = account;
            this.openedMillis = nowMillis;
            this.usedMillis = nowMillis;
        }
    }

    /** Opens a session. Its token is always new, and told this once. */
    String open(Account account) {
        byte[] bytes = new byte[TOKEN_BYTES];
        random.nextBytes(bytes);
        String token = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        List<Runnable> closing = new ArrayList<>();
        synchronized (this) {
            byDigest.put(digest(token), new Session(account, clock.millis()));
            long surplus = byDigest.values().stream()
                            .filter(each -> isOf(each, account))
                            .count()
                    - PER_ACCOUNT;
            removeOldest(account, surplus, closing);
        }
        closing.forEach(Runnable::run);
        return token;
    }

    /** Whose session it is, which is used with this; null if it is none. */
    synchronized @Nullable Account use(String token) {
        String digest = digest(token);
        Session session = byDigest.get(digest);
        if (session == null || isOver(session, clock.millis())) {
            return null;
        }
        session.usedMillis = clock.millis();
        return session.account;
    }

    /** Ends a session; one that is none already is none. */
    void end(String token) {
        List<Runnable> closing = new ArrayList<>();
        synchronized (this) {
            Session ended = byDigest.remove(digest(token));
            if (ended != null) {
                closing.addAll(ended.streams.values());
            }
        }
        closing.forEach(Runnable::run);
    }

    /** Lets a live stream end with its session. False if the session is over already. */
    synchronized boolean attach(String token, String stream, Runnable close) {
        if (use(token) == null) {
            return false;
        }
        Session session = byDigest.get(digest(token));
        return session != null && session.streams.put(stream, close) == null;
    }

    /** Forgets a live stream that has ended. */
    synchronized void detach(String token, String stream) {
        Session session = byDigest.get(digest(token));
        if (session != null && session.streams.remove(stream) != null) {
            session.usedMillis = clock.millis();
        }
    }

    /** Ends the sessions that are over. */
    void sweep() {
        List<Runnable> closing = new ArrayList<>();
        synchronized (this) {
            long now = clock.millis();
            for (Iterator<Session> each = byDigest.values().iterator(); each.hasNext(); ) {
                Session session = each.next();
                if (isOver(session, now)) {
                    closing.addAll(session.streams.values());
                    each.remove();
                }
            }
        }
        closing.forEach(Runnable::run);
    }

    synchronized int size() {
        return byDigest.size();
    }

    private boolean isOver(Session session, long now) {
        boolean idle = session.streams.isEmpty() && now - session.usedMillis >= IDLE.toMillis();
        return idle || now - session.openedMillis >= LIFE.toMillis() || !current.test(session.account);
    }

    private void removeOldest(Account account, long surplus, List<Runnable> closing) {
        long left = surplus;
        for (Iterator<Session> each = byDigest.values().iterator(); left > 0 && each.hasNext(); ) {
            Session session = each.next();
            if (isOf(session, account)) {
                closing.addAll(session.streams.values());
                each.remove();
                left--;
            }
        }
    }

    private static boolean isOf(Session session, Account account) {
        return session.account.name().equals(account.name());
    }

    private static String digest(String token) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(token.getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }
}
