// SPDX-License-Identifier: Apache-2.0
package io.foursigma.dashboard.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.bcrypt.BCrypt;

/**
 * Hashes passwords with bcrypt, and compares them. All hashes have the same cost, and a name that nobody has is compared with
 * a hash that no password has: the time of an answer tells nothing about who has an account.
 *
 * <p>A comparison takes about a quarter of a second of a processor. So few of them run at a time, few wait, and the others are
 * turned away at once.
 */
final class Passwords {

    /** Twice the work with each step; 12 is what OWASP's cheat sheet on password storage leaves room for. */
    static final int COST = 12;

    static final int LEAST_CHARACTERS = 8;
    /** bcrypt passes over what comes behind. */
    static final int MOST_BYTES = 72;

    private static final int MOST_UNDER_WAY = 16;
    private static final long PATIENCE_SECONDS = 5;
    /** Of the forms that {@code foursigma accounts} and {@code htpasswd -B -C 12} write. */
    private static final Pattern HASH = Pattern.compile("\\$2[aby]\\$" + COST + "\\$[./A-Za-z0-9]{53}");

    private static final String NOBODYS = "$2a$" + COST + '$' + ".".repeat(53);

    private final Semaphore underWay = new Semaphore(MOST_UNDER_WAY);
    private final Semaphore working =
            new Semaphore(Math.max(1, Runtime.getRuntime().availableProcessors() / 2), true);

    /** What came of a comparison. */
    enum Outcome {
        RIGHT,
        WRONG,
        /** Too many others are being compared. */
        BUSY
    }

    /** Whether a password can be kept: one that is longer would be cut off in silence. */
    static boolean isAccepted(String password) {
        return password.length() >= LEAST_CHARACTERS && password.getBytes(UTF_8).length <= MOST_BYTES;
    }

    static String hash(String password) {
        return BCrypt.hashpw(password, BCrypt.gensalt(COST));
    }

    static boolean isHash(String text) {
        return HASH.matcher(text).matches();
    }

    /** Compares a password with that of an account, or of nobody. */
    Outcome compare(String password, @Nullable Account account) {
        if (!underWay.tryAcquire()) {
            return Outcome.BUSY;
        }
        try {
            if (!working.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                return Outcome.BUSY;
            }
            try {
                String hash = account != null && isAccepted(password) ? account.hash() : NOBODYS;
                boolean same = BCrypt.checkpw(password, hash);
                return same && !hash.equals(NOBODYS) ? Outcome.RIGHT : Outcome.WRONG;
            } finally {
                working.release();
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return Outcome.BUSY;
        } finally {
            underWay.release();
        }
    }
}
