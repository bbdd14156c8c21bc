// SPDX-License-Identifier: Apache-2.0
package io.foursigma.stores;

import static io.foursigma.stores.Samples.TIME;
import static io.foursigma.stores.Samples.anomaly;
import static org.assertj.core.api.Assertions.assertThat;

import io.foursigma.schemas.Anomaly;
import io.foursigma.schemas.SensorStats;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The laws of {@link ResultLog}. */
public abstract class ResultLogContract {

    /** The log under test; it holds nothing when a test begins. */
    protected abstract ResultLog log();

    /** All running statistics that it holds; those of one sensor in the order in which they were appended. */
    protected abstract List<SensorStats> stats();

    /** All anomalies that it holds; those of one sensor in the order in which they were appended. */
    protected abstract List<Anomaly> anomalies();

    @Test
    void appendingNothingCompletes() {
        append(List.of(), List.of());
        assertThat(stats()).isEmpty();
        assertThat(anomalies()).isEmpty();
    }

    @Test
    void resultsOfSensorKeepTheirOrder() {
        append(List.of(Samples.stats("a", 1, 0.1)), List.of(anomaly("a", TIME, 1)));
        append(List.of(Samples.stats("a", 2, 0.2)), List.of(anomaly("a", TIME, 2), anomaly("a", TIME - 1, 3)));
        assertThat(stats()).containsExactly(Samples.stats("a", 1, 0.1), Samples.stats("a", 2, 0.2));
        assertThat(anomalies())
                .containsExactly(anomaly("a", TIME, 1), anomaly("a", TIME, 2), anomaly("a", TIME - 1, 3));
    }

    @Test
    void oddSensorNamesAndHardDoublesSurvive() {
        List<SensorStats> stats = new ArrayList<>();
        List<Anomaly> anomalies = new ArrayList<>();
        for (String sensor : Samples.ODD_SENSORS) {
            for (double hard : Samples.HARD_DOUBLES) {
                stats.add(Samples.stats(sensor, stats.size() + 1, hard));
                anomalies.add(anomaly(sensor, TIME, anomalies.size(), hard));
            }
        }
        append(stats, anomalies);
        assertThat(stats()).containsExactlyInAnyOrderElementsOf(stats);
        assertThat(anomalies()).containsExactlyInAnyOrderElementsOf(anomalies);
    }

    private void append(List<SensorStats> stats, List<Anomaly> anomalies) {
        log().append(stats, anomalies).toCompletableFuture().join();
    }
}
