// SPDX-License-Identifier: Apache-2.0
package io.foursigma.bench.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.foursigma.bench.workload.Measurement;
import io.foursigma.bench.workload.Workload;
import java.util.List;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class RaceTest {

    private static final Offset<Double> CLOSE = within(1e-9);

    private static final Race RACE = new Race(
            new Workload(2_000_000, 1_000, false, 100, 2_000, 4, 1),
            7,
            List.of(
                    heat(Contestant.LIMIT, new Measurement(9, 4, 1, 6, 2, 64 << 20, 0, Map.of())),
                    heat(Contestant.FLINK, new Measurement(9, 1, 1, 1, 1, 1 << 20, 0, Map.of())),
                    heat(Contestant.LIMIT, new Measurement(9, 2, 0.5, 3, 1, 32 << 20, 0, Map.of())),
                    heat(Contestant.LIMIT, new Measurement(9, 8, 4, 12, 3, 16 << 20, 0, Map.of()))));

    private static Heat heat(Contestant contestant, Measurement measurement) {
        return new Heat(contestant, 1, measurement, 2.5, 7, 0, 0);
    }

    @Test
    void figuresAreMedianAndSpread() {
        assertThat(RACE.rate(Contestant.LIMIT)).isEqualTo(new Spread(500, 250, 1_000));
        assertThat(RACE.warmRate(Contestant.LIMIT)).isEqualTo(new Spread(1_000, 250, 2_000));
        assertThat(RACE.cpu(Contestant.LIMIT).median()).isCloseTo(3, CLOSE);
        assertThat(RACE.warmCpu(Contestant.LIMIT).max()).isCloseTo(3, CLOSE);
        assertThat(RACE.memory(Contestant.LIMIT)).isEqualTo(new Spread(32, 16, 64));
    }

    @Test
    void medianOfAnEvenNumberLiesBetween() {
        Race two = new Race(RACE.workload(), 7, RACE.heats().subList(0, 3));
        assertThat(two.rate(Contestant.LIMIT)).isEqualTo(new Spread(750, 500, 1_000));
    }

    @Test
    void oneWrongHeatMakesTheRaceWrong() {
        assertThat(RACE.correct()).isTrue();
        Heat wrong = new Heat(Contestant.FLINK, 2, RACE.heats().get(0).measurement(), 2.5, 7, 1, 1);
        assertThat(new Race(RACE.workload(), 7, List.of(RACE.heats().get(0), wrong)).correct())
                .isFalse();
    }
}
