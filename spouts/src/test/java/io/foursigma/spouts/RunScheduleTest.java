// SPDX-License-Identifier: Apache-2.0
package io.foursigma.spouts;

import static org.assertj.core.api.Assertions.assertThat;

import io.foursigma.schemas.Run;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A log with gaps that grows, is read in polls of random sizes, sought in, committed and cut off at its start. */
final class RunScheduleTest {

    private static final int STEPS = 400;

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void anOffsetIsAlwaysCutIntoTheSameRunAndRunsTileTheLog(long seed) {
        Schedule schedule = new Schedule(seed);
        for (int step = 0; step < STEPS; step++) {
            schedule.step();
        }
        schedule.readToTheEnd();
    }

    static LongStream seeds() {
        return LongStream.range(0, 500);
    }

    /** The log, the consumer that reads it, and what the spout knows. */
    private static final class Schedule {

        private final Random random;
        private final RunCutter cutter;
        private final NavigableSet<Long> log = new TreeSet<>();
        private final NavigableMap<Long, Long> known = new TreeMap<>();
        private long logStart;
        private long logEnd;
        private long consumer;
        private long next;
        private long committed;

        Schedule(long seed) {
            random = new Random(seed);
            cutter = new RunCutter(
                    "id", new TopicPartition("readings", 0), new RunCaps(1 + random.nextInt(8), 1_000), 0);
        }

        void step() {
            switch (random.nextInt(12)) {
                case 0, 1 -> grow();
                case 2, 3 -> retry();
                case 4 -> commit();
                case 5 -> deleteFromStart();
                default -> poll(1 + random.nextInt(10));
            }
        }

        private void grow() {
            for (int count = random.nextInt(20); count > 0; count--) {
                if (random.nextInt(5) > 0) {
                    log.add(logEnd);
                }
                logEnd++;
            }
        }

        private void deleteFromStart() {
            if (random.nextInt(6) == 0) {
                logStart += random.nextLong(logEnd - logStart + 1) / 2;
            }
        }

        private void retry() {
            List<Long> firsts = new ArrayList<>(known.keySet());
            if (!firsts.isEmpty()) {
                long first = firsts.get(random.nextInt(firsts.size()));
                seek(first, first);
            }
        }

        /** As the spout does: it names the offset after the first of the last run, and goes there if it is behind. */
        private void commit() {
            List<Map.Entry<Long, Long>> runs = new ArrayList<>(known.entrySet());
            if (runs.isEmpty()) {
                return;
            }
            Map.Entry<Long, Long> last = runs.get(random.nextInt(runs.size()));
            long border = cutter.borders().borderFor(last.getKey() + 1);
            assertThat(border).isEqualTo(last.getValue());
            cutter.borders().commit(border);
            committed = border;
            known.headMap(border, false).clear();
            if (cutter.position() < border) {
                seek(last.getKey() + 1, border);
            }
        }

        private void seek(long offset, long expected) {
            if (cutter.seek(offset)) {
                consumer = cutter.position();
            }
            next = expected;
            assertThat(cutter.position()).isEqualTo(expected);
        }

        private void poll(int most) {
            consumer = Math.max(consumer, logStart);
            List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
            for (Long offset : log.tailSet(consumer)) {
                if (records.size() == most || random.nextInt(20) == 0) {
                    break;
                }
                records.add(new ConsumerRecord<>("readings", 0, offset, null, new byte[] {1}));
                consumer = offset + 1;
            }
            if (records.isEmpty()) {
                Long following = log.ceiling(consumer);
                consumer = following == null ? logEnd : following;
                cutter.readTo(consumer);
            } else {
                cutter.add(records);
            }
            if (cutter.metGap()) {
                cutter.logStartsAt(logStart);
            }
            cutter.cut(true).forEach(this::check);
        }

        private void check(Run run) {
            assertThat(run.first()).as("it begins where the one before ended").isEqualTo(next);
            assertThat(run.committed()).isEqualTo(committed);
            next = run.end();
            Long end = known.putIfAbsent(run.first(), run.end());
            if (end != null) {
                assertThat(run.end())
                        .as("the end of the run from " + run.first())
                        .isEqualTo(end);
            }
            List<Long> offsets = run.records().stream().map(Run.Item::offset).toList();
            List<Long> there = new ArrayList<>(log.subSet(run.first(), run.end()));
            if (logStart <= run.first()) {
                assertThat(offsets).isEqualTo(there);
                assertThat(run.lost()).isZero();
            } else {
                assertThat(there).containsAll(offsets);
                there.removeAll(offsets);
                assertThat(there).as("missing records count as lost").allMatch(offset -> offset < logStart);
                assertThat(run.lost()).isGreaterThanOrEqualTo(there.size());
            }
        }

        void readToTheEnd() {
            for (int polls = 0; cutter.position() < logEnd; polls++) {
                assertThat(polls).as("polls without an end").isLessThan(10_000);
                poll(5);
            }
            assertThat(known.lastEntry() == null ? committed : known.lastEntry().getValue())
                    .isEqualTo(logEnd);
        }
    }
}
