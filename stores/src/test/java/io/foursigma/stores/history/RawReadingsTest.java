// SPDX-License-Identifier: Apache-2.0
package io.foursigma.stores.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.foursigma.schemas.settings.TimeLimits;
import io.foursigma.stores.ReadingHistory.Budget;
import io.foursigma.stores.history.RawReadings.Found;
import io.foursigma.stores.history.RawReadings.Query;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class RawReadingsTest {

    private static final Budget AMPLE = new Budget(1_000_000, 1L << 30, Duration.ofMinutes(1));
    private static final Comparator<RawReading> NEWEST_FIRST = Comparator.comparingLong(RawReading::time)
            .thenComparingLong(RawReading::offset)
            .thenComparingInt(RawReading::index)
            .reversed();

    static LongStream seeds() {
        return LongStream.range(0, 30);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void wholeLogGivesEveryReadingAskedForNewestFirst(long seed) {
        JudgedStream stream = new JudgedStream(seed, true).run(500);
        List<RawReading> all = stream.ofSensor0;
        Query everything = new Query("s0", Long.MIN_VALUE, Long.MAX_VALUE, 10_000);
        Found found = read(stream, everything, AMPLE);
        assertThat(found.readings())
                .containsExactlyElementsOf(all.stream().sorted(NEWEST_FIRST).toList());
        assertThat(found.complete()).isTrue();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void whatIsSaidToBeThereIsThereWhateverWasAskedForAndLeft(long seed) {
        Random random = new Random(seed);
        JudgedStream stream = JudgedStream.inOrder(seed).run(1_500);
        List<RawReading> all = stream.ofSensor0;
        for (int i = 0; i < 60; i++) {
            long from = all.get(random.nextInt(all.size())).time();
            long to = from + 1 + random.nextInt(1_000);
            Query query = new Query("s0", from, to, 1 + random.nextInt(300));
            Budget budget = new Budget(1 + random.nextInt(1_500), 1L << 30, Duration.ofMinutes(1));
            Found found = read(stream, query, budget);
            assertThat(found.readings()).isSortedAccordingTo(NEWEST_FIRST).hasSizeLessThanOrEqualTo(query.size());
            List<RawReading> promised = all.stream()
                    .filter(reading -> reading.time() > found.reachesBackTo() && reading.time() < to)
                    .toList();
            assertThat(found.readings()).as("%s: %s", query, found).containsAll(promised);
            assertThat(found.reachesBackTo()).isBetween(from, to);
            if (found.complete()) {
                assertThat(found.reachesBackTo()).isEqualTo(from);
                assertThat(found.readings())
                        .containsExactlyInAnyOrderElementsOf(all.stream()
                                .filter(reading -> reading.time() >= from && reading.time() < to)
                                .toList());
            }
        }
    }

    @Test
    void retentionIsNoCompleteAnswer() {
        JudgedStream stream = new JudgedStream(1, true);
        for (int i = 0; i < 100; i++) {
            byte[] value = "{\"sensor\":\"s0\",\"time\":%d,\"value\":%d}"
                    .formatted(i, i)
                    .getBytes(StandardCharsets.UTF_8);
            stream.history.append(0, i, value);
        }
        stream.history.deleteBefore(0, 40);
        Found cut = read(stream, new Query("s0", 20, 60, 1_000), AMPLE);
        assertThat(cut.readings()).hasSize(20);
        assertThat(cut.complete()).isFalse();
        assertThat(cut.reachesBackTo()).isEqualTo(40);
        assertThat(cut.scanned()).isEqualTo(60);
        Found none = read(stream, new Query("unknown", 20, 60, 1_000), AMPLE);
        assertThat(none).isEqualTo(new Found(List.of(), false, 60, 60));
        Found recent = read(stream, new Query("s0", 90, 1_000, 5), AMPLE);
        assertThat(recent.readings()).extracting(RawReading::time).containsExactly(99L, 98L, 97L, 96L, 95L);
        assertThat(recent.complete()).isFalse();
        assertThat(recent.reachesBackTo()).isEqualTo(95);
    }

    private static Found read(JudgedStream stream, Query query, Budget budget) {
        return new RawReadings(stream.history, TimeLimits.of(stream.settings), budget).read(query, 0);
    }
}
