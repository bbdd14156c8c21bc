// SPDX-License-Identifier: Apache-2.0
package io.foursigma.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import io.foursigma.schemas.Acknowledgement;
import io.foursigma.schemas.Limits;
import io.foursigma.schemas.PolicyChange;
import io.foursigma.schemas.PolicyKey;
import io.foursigma.schemas.SensorPolicy;
import io.foursigma.stores.PolicyReader.Entry;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class PolicyBoardTest {

    private final PolicyBoard board = new PolicyBoard(3);

    @Test
    void whatWasReadBeforeIsShownUntilTheLogHasBeenReadAnew() throws InterruptedException {
        read(set(0, "a"), set(1, "b"), acknowledged(2));
        assertThat(board.problem()).isNull();
        board.lost("kafka is away");
        board.began();
        assertThat(board.changed(List.of(set(1, "b"), set(5, "c")))).isEmpty();
        assertThat(names()).containsExactly("a", "b");
        assertThat(board.problem()).isEqualTo("kafka is away");
        assertThat(board.awaits(5, Duration.ZERO)).isFalse();
        assertThat(board.caughtUp())
                .containsExactlyInAnyOrder(
                        new Entry(5, PolicyChange.removal(PolicyKey.sensor("a"))),
                        new Entry(5, PolicyChange.removal(PolicyKey.anomaly("t.0.2.0"))),
                        set(5, "c"));
        assertThat(names()).containsExactly("b", "c");
        assertThat(board.problem()).isNull();
        assertThat(board.awaits(5, Duration.ZERO)).isTrue();
    }

    @Test
    void changesBehindTheBeginningAreToldAsTheyCome() {
        read();
        assertThat(board.changed(List.of(set(0, "a")))).containsExactly(set(0, "a"));
        board.changed(List.of(new Entry(1, PolicyChange.removal(PolicyKey.sensor("a")))));
        assertThat(names()).isEmpty();
    }

    @Test
    void beyondTheBoundThoseSetTheLongestAgoAreForgottenAndCounted() {
        read(set(0, "a"), set(1, "b"), set(2, "c"), set(3, "a"), set(4, "d"));
        assertThat(names()).containsExactly("a", "c", "d");
        assertThat(board.forgotten(PolicyKey.Kind.SENSOR)).isOne();
        assertThat(board.forgotten(PolicyKey.Kind.ANOMALY)).isZero();
    }

    @Test
    void onlyAskedForAcknowledgementsAreGiven() {
        read(acknowledged(1), acknowledged(2));
        assertThat(board.acknowledgements(PolicyKey.Kind.ANOMALY, List.of("t.0.2.0", "t.0.3.0")))
                .containsExactly(acknowledged(2));
    }

    private void read(Entry... entries) {
        board.began();
        board.changed(List.of(entries));
        board.caughtUp();
    }

    private List<String> names() {
        return board.sensors().stream()
                .map(entry -> entry.change().key().name())
                .toList();
    }

    private static Entry set(long revision, String sensor) {
        return new Entry(revision, PolicyChange.set(new SensorPolicy(sensor, "°C", Limits.NONE, "anna", 1)));
    }

    private static Entry acknowledged(long revision) {
        return new Entry(
                revision, PolicyChange.set(new Acknowledgement("t.0." + revision + ".0", "anna", revision, null)));
    }
}
