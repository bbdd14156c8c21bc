// SPDX-License-Identifier: Apache-2.0
package io.foursigma.dashboard.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SessionsTest {

    private static final Account ANNA = new Account("anna", Role.OPERATOR, "hash");
    private static final Account BOB = new Account("bob", Role.VIEWER, "hash");

    private final Set<Account> accounts = new HashSet<>(Set.of(ANNA, BOB));
    private final List<String> closed = new ArrayList<>();
    private long millis = 1_000_000;
    private final Sessions sessions = new Sessions(() -> Instant.ofEpochMilli(millis), accounts::contains);

    @Test
    void tokenOpensUntilItIsEnded() {
        String token = sessions.open(ANNA);
        assertThat(token).matches("[A-Za-z0-9_-]{43}").isNotEqualTo(sessions.open(ANNA));
        assertThat(sessions.use(token)).isEqualTo(ANNA);
        assertThat(sessions.use(token + "x")).isNull();
        assertThat(sessions.use("")).isNull();
        sessions.end(token);
        assertThat(sessions.use(token)).isNull();
    }

    @Test
    void sessionEndsWhenItIsIdleAndWhenItIsOld() {
        String token = sessions.open(ANNA);
        millis += Sessions.IDLE.toMillis() - 1;
        assertThat(sessions.use(token)).isEqualTo(ANNA);
        millis += Sessions.IDLE.toMillis();
        assertThat(sessions.use(token)).isNull();
        String busy = sessions.open(ANNA);
        for (long used = 0; used < Sessions.LIFE.toMillis(); used += 60_000) {
            assertThat(sessions.use(busy)).isEqualTo(ANNA);
            millis += 60_000;
        }
        assertThat(sessions.use(busy)).isNull();
        sessions.sweep();
        assertThat(sessions.size()).isZero();
    }

    @Test
    void liveStreamKeepsItsSessionFromBeingIdleButNotFromBecomingOld() {
        String token = sessions.open(ANNA);
        assertThat(sessions.attach(token, "stream", () -> closed.add("stream"))).isTrue();
        millis += 2 * Sessions.IDLE.toMillis();
        sessions.sweep();
        assertThat(sessions.use(token)).isEqualTo(ANNA);
        millis += Sessions.LIFE.toMillis();
        sessions.sweep();
        assertThat(closed).containsExactly("stream");
    }

    @Test
    void sessionThatHadALiveStreamIsIdleFromItsEndOn() {
        String token = sessions.open(ANNA);
        sessions.attach(token, "stream", () -> closed.add("stream"));
        millis += 2 * Sessions.IDLE.toMillis();
        sessions.detach(token, "stream");
        assertThat(sessions.use(token)).isEqualTo(ANNA);
        millis += Sessions.IDLE.toMillis();
        sessions.sweep();
        assertThat(sessions.size()).isZero();
        assertThat(closed).isEmpty();
    }

    @Test
    void liveStreamsEndWithTheirSessionAndNoneBeginsAfterIt() {
        String token = sessions.open(ANNA);
        String other = sessions.open(ANNA);
        sessions.attach(token, "1", () -> closed.add("1"));
        sessions.attach(token, "2", () -> closed.add("2"));
        sessions.attach(other, "3", () -> closed.add("3"));
        sessions.end(token);
        assertThat(closed).containsExactlyInAnyOrder("1", "2");
        assertThat(sessions.attach(token, "4", () -> closed.add("4"))).isFalse();
    }

    @Test
    void accountThatIsNoLongerWhatItWasIsSignedOut() {
        String anna = sessions.open(ANNA);
        String bob = sessions.open(BOB);
        sessions.attach(anna, "anna", () -> closed.add("anna"));
        accounts.remove(ANNA);
        accounts.add(new Account("anna", Role.VIEWER, "hash"));
        assertThat(sessions.use(anna)).isNull();
        sessions.sweep();
        assertThat(closed).containsExactly("anna");
        assertThat(sessions.use(bob)).isEqualTo(BOB);
    }

    @Test
    void accountHasABoundedNumberOfSessionsAndTheOneUsedTheLongestAgoEnds() {
        String bob = sessions.open(BOB);
        String first = sessions.open(ANNA);
        String second = sessions.open(ANNA);
        sessions.attach(second, "second", () -> closed.add("second"));
        for (int i = 2; i < Sessions.PER_ACCOUNT; i++) {
            sessions.open(ANNA);
        }
        assertThat(sessions.use(first)).isEqualTo(ANNA);
        sessions.open(ANNA);
        assertThat(sessions.use(second)).isNull();
        assertThat(closed).containsExactly("second");
        assertThat(sessions.use(first)).isEqualTo(ANNA);
        assertThat(sessions.use(bob)).isEqualTo(BOB);
        assertThat(sessions.size()).isEqualTo(Sessions.PER_ACCOUNT + 1);
    }
}
