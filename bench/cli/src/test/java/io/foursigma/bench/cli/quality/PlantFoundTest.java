// SPDX-License-Identifier: Apache-2.0
package io.foursigma.bench.cli.quality;

import static org.assertj.core.api.Assertions.assertThat;

import io.foursigma.ingest.Fault;
import io.foursigma.ingest.FaultKind;
import io.foursigma.ingest.Plant;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The plant knows its faults: every spike is found whose baseline is sound, and nearly nothing else. */
class PlantFoundTest {

    private static final long START = 1_700_000_000_000L;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void everySpikeThatNoOtherFaultMasksIsFound(long seed) {
        Duration span = Duration.ofHours(1);
        PlantFound found = PlantFound.of(seed, span);
        List<Fault> spikes = new Plant(12, 10, seed)
                .faults(START + 4_000, START + span.toMillis()).stream()
                        .filter(fault -> fault.kind() == FaultKind.SPIKE)
                        .toList();
        assertThat(found.spikes()).as("seed %d", seed).isEqualTo(spikes.size()).isGreaterThan(90);
        assertThat(found.found() + found.masked())
                .as("seed %d: %s", seed, found)
                .isEqualTo(spikes.size());
        assertThat(found.recall()).as("seed %d: %s", seed, found).isGreaterThan(0.97);
        assertThat(found.precision()).as("seed %d: %s", seed, found).isGreaterThan(0.95);
        assertThat(found.episodes()).as("seed %d: %s", seed, found).isLessThan(found.anomalies() * 3 / 5);
        assertThat(found.spikeEpisodes())
                .as("seed %d: %s", seed, found)
                .isEqualTo(spikes.stream()
                        .filter(spike -> spikes.stream().noneMatch(other -> isShortlyBefore(other, spike)))
                        .count());
    }

    /** Whether two spikes of a sensor that is read ten times a second have no quiet gap between them. */
    private static boolean isShortlyBefore(Fault first, Fault second) {
        long gap = second.from() - first.from();
        return first.sensor().equals(second.sensor()) && gap > 0 && gap <= 10_000;
    }
}
