// SPDX-License-Identifier: Apache-2.0
package io.foursigma.bolts.order;

import static org.assertj.core.api.Assertions.assertThat;

import io.foursigma.schemas.Ledger;
import io.foursigma.schemas.Progress;
import io.foursigma.stores.Ledgers;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Random logs through tasks and a network that loses, repeats and reorders, over a store that fails and delays, while
 * tasks, their forgotten twins and the spout start anew: in the end the state equals one pass over the log, bit for bit.
 */
class RandomSchedulesTest {

    static LongStream seeds() {
        return LongStream.range(0, 60);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void stateEqualsOnePassOverTheLogWhateverHappened(long seed) {
        RandomSchedule schedule = new RandomSchedule(seed, true);
        schedule.run();
        assertStateIsThatOfOnePass(schedule, seed);
        assertThat(expectedOutputs(schedule)).as("seed %d", seed).containsAll(schedule.outputs());
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void withoutRestartsEveryOutputLeavesToo(long seed) {
        RandomSchedule schedule = new RandomSchedule(seed, false);
        schedule.run();
        assertStateIsThatOfOnePass(schedule, seed);
        assertThat(schedule.watch().applied)
                .as("seed %d: readings told as applied", seed)
                .isEqualTo(Math.toIntExact(schedule.logs().stream()
                        .mapToLong(log -> log.items(true))
                        .sum()));
        assertThat(schedule.outputs()).as("seed %d", seed).containsAll(expectedOutputs(schedule));
        assertThat(expectedOutputs(schedule)).as("seed %d", seed).containsAll(schedule.outputs());
    }

    private static void assertStateIsThatOfOnePass(RandomSchedule schedule, long seed) {
        Map<String, ChainLogic.Row> expected = new HashMap<>();
        schedule.logs().forEach(log -> expected.putAll(log.applied(new ArrayList<>())));
        Map<String, ChainLogic.Row> rows = new HashMap<>();
        schedule.memory().rows().values().forEach(rows::putAll);
        assertThat(rows).as("seed %d", seed).isEqualTo(expected);

        Map<Integer, Map<Integer, Progress>> progress =
                new HashMap<>(schedule.memory().progress());
        List<Ledger.Line> ledger = Ledgers.of(progress, Map.of()).partitions();
        for (TestLog log : schedule.logs()) {
            Ledger.Line line = ledger.get(log.partition);
            assertThat(line.settled() && line.balanced())
                    .as("seed %d: %s", seed, line)
                    .isTrue();
            assertThat(line.from()).as("seed %d", seed).isEqualTo(log.end());
            assertThat(line.applied()).as("seed %d", seed).isEqualTo(log.items(true));
            assertThat(line.deadLettered()).as("seed %d", seed).isEqualTo(log.items(false));
        }
    }

    private static List<String> expectedOutputs(RandomSchedule schedule) {
        List<String> outputs = new ArrayList<>();
        schedule.logs().forEach(log -> log.applied(outputs));
        return outputs;
    }
}
