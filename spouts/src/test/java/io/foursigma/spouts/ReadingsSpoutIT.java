// SPDX-License-Identifier: Apache-2.0
package io.foursigma.spouts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.foursigma.local.servers.ServerKind;
import io.foursigma.local.servers.testing.SharedServers;
import io.foursigma.schemas.Run;
import io.foursigma.schemas.settings.SettingsTable;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ReadingsSpoutIT {

    @RegisterExtension
    static final SharedServers SERVERS = SharedServers.of(ServerKind.KAFKA);

    private static final RunCaps TEN = new RunCaps(10, 1 << 20);
    private static final int POLL = 500;

    @ParameterizedTest(name = "runs of {0}, polls of {1}, seed {2}")
    @CsvSource({"1, 20, 1", "7, 10, 2", "50, 40, 3", "500, 100, 4"})
    void whatFailsComesAgainInTheSameRunsUntilEveryOffsetIsCommitted(int runRecords, int pollRecords, long seed)
            throws Exception {
        try (TestTopic topic = topic(2);
                SpoutHarness spout =
                        new SpoutHarness(topic.settings(), topic.id(), new RunCaps(runRecords, 1 << 20), pollRecords)) {
            Random random = new Random(seed);
            topic.append(0, 150);
            topic.append(1, 150);
            spout.runUntil(() -> spout.emitted().size() > 3);
            topic.append(0, 150);
            spout.runUntil(() -> topic.committed().equals(Map.of(0, 300L, 1, 150L)), run -> random.nextInt(100) < 60);
            assertThat(offsetsOf(runsOf(spout, 0))).isEqualTo(range(0, 300));
            assertThat(offsetsOf(runsOf(spout, 1))).isEqualTo(range(0, 150));
            assertThat(spout.emitted())
                    .hasSizeGreaterThan(
                            runsOf(spout, 0).size() + runsOf(spout, 1).size());
            assertThat(spout.lag(topic.settings(), 0)).isZero();
            assertThat(spout.lag(topic.settings(), 1)).isZero();
        }
    }

    @ParameterizedTest(name = "runs of {0}")
    @CsvSource({"1", "10"})
    void gapsOfTransactionsArePartOfRunsUpToTheEndOfTheLog(int runRecords) throws Exception {
        try (TestTopic topic = topic(1)) {
            topic.appendInTransaction(0, 3, true);
            topic.appendInTransaction(0, 2, false);
            topic.append(0, 2);
            topic.appendInTransaction(0, 4, true);
            topic.appendInTransaction(0, 5, false);
            Random random = new Random(1);
            try (SpoutHarness spout =
                    new SpoutHarness(topic.settings(), topic.id(), new RunCaps(runRecords, 1 << 20), POLL)) {
                spout.runUntil(() -> topic.committed(0) == 20L, run -> random.nextBoolean());
                assertThat(topic.end(0)).isEqualTo(20);
                assertThat(offsetsOf(runsOf(spout, 0))).containsExactly(0L, 1L, 2L, 7L, 8L, 9L, 10L, 11L, 12L);
                assertThat(spout.emitted()).allMatch(run -> run.lost() == 0);
                assertThat(spout.lag(topic.settings(), 0)).isZero();
                topic.appendInTransaction(0, 1, true);
                spout.runUntil(() -> topic.committed(0) == 22L, run -> true);
            }
        }
    }

    @Test
    void nothingNewIsReadWhileTooManyBytesAreUnderWay() throws Exception {
        int bytes = 900_000;
        int poll = 4;
        try (TestTopic topic = topic(1);
                // Half an hour is "of late".
                SpoutHarness spout = new SpoutHarness(
                        topic.settings().with(SettingsTable.TOPOLOGY_MESSAGE_TIMEOUT, "1h"), topic.id(), TEN, poll)) {
            topic.append(0, 100, bytes);
            AtomicInteger calls = new AtomicInteger();
            spout.runUntil(() -> !spout.emitted().isEmpty());
            spout.runUntil(() -> calls.incrementAndGet() > 1_000);
            assertThat(bytesOf(spout)).isLessThan(ReadingsSpout.FIRST_BYTES_UNDER_WAY + (poll + 1L) * bytes);
            spout.runUntil(() -> bytesOf(spout) > ReadingsSpout.MAX_BYTES_UNDER_WAY, run -> true);
            long acknowledged = bytesOf(spout);
            spout.runUntil(() -> bytesOf(spout) > acknowledged + ReadingsSpout.MAX_BYTES_UNDER_WAY);
            spout.runUntil(() -> calls.incrementAndGet() > 2_000);
            int runs = spout.emitted().size();
            int waiting = spout.waiting();
            spout.failFirst(waiting);
            spout.runUntil(() -> spout.emitted().size() == runs + waiting);
            spout.runUntil(() -> calls.incrementAndGet() > 3_000);
            assertThat(bytesOf(spout))
                    .isLessThan(acknowledged + ReadingsSpout.MAX_BYTES_UNDER_WAY + (poll + 1L) * bytes);
            spout.runUntil(() -> topic.committed(0) == 100L, run -> true);
            assertThat(offsetsOf(runsOf(spout, 0))).isEqualTo(range(0, 100));
        }
    }

    @Test
    void offsetsThatRetentionDeletedAheadOfTheGroupAreToldAsLost() throws Exception {
        try (TestTopic topic = topic(1)) {
            topic.append(0, 4);
            try (SpoutHarness spout = spout(topic)) {
                spout.runUntil(() -> topic.committed(0) == 4L, run -> true);
            }
            topic.append(0, 20);
            topic.deleteBelow(0, 9);
            try (SpoutHarness spout = spout(topic)) {
                spout.runUntil(() -> topic.committed(0) == 24L, run -> true);
                Run first = spout.emitted().get(0);
                assertThat(first.first()).isEqualTo(4);
                assertThat(first.lost()).isEqualTo(5);
                assertThat(offsetsOf(runsOf(spout, 0))).isEqualTo(range(9, 24));
                assertThat(spout.emitted().stream().mapToLong(Run::lost).sum()).isEqualTo(5);
            }
        }
    }

    @Test
    void runThatRetentionDeletedBeforeItsRetryComesAgainWithWhatIsLeft() throws Exception {
        try (TestTopic topic = topic(1)) {
            topic.append(0, 20);
            try (SpoutHarness spout = spout(topic)) {
                spout.runUntil(() -> frontier(spout) == 20);
                int before = spout.emitted().size();
                topic.deleteBelow(0, 15);
                spout.answer(run -> false);
                spout.runUntil(() -> topic.committed(0) == 20L, run -> true);
                List<Run> copies =
                        spout.emitted().subList(before, spout.emitted().size());
                assertThat(runsOf(spout, 0).lastEntry().getValue().end()).isEqualTo(20);
                assertThat(copies.stream().mapToLong(Run::lost).sum()).isEqualTo(15);
                assertThat(copies)
                        .flatExtracting(Run::records)
                        .extracting(Run.Item::offset)
                        .isEqualTo(range(15, 20));
                topic.append(0, 1);
                spout.runUntil(() -> topic.committed(0) == 21L, run -> true);
            }
        }
    }

    @Test
    void logOfWhichNothingIsLeftIsRunToItsEnd() throws Exception {
        try (TestTopic topic = topic(1)) {
            topic.append(0, 6);
            try (SpoutHarness spout = spout(topic)) {
                assertThat(topic.committed()).containsExactly(Map.entry(0, 0L));
                topic.deleteBelow(0, 6);
                spout.runUntil(() -> topic.committed(0) == 6L, run -> true);
                assertThat(spout.emitted()).flatExtracting(Run::records).isEmpty();
                assertThat(spout.emitted().stream().mapToLong(Run::lost).sum()).isEqualTo(6);
            }
        }
    }

    @Test
    void spoutThatIsStartedAgainGoesOnFromWhatWasCommitted() throws Exception {
        try (TestTopic topic = topic(1)) {
            topic.append(0, 30);
            long committed;
            try (SpoutHarness spout = spout(topic)) {
                spout.runUntil(() -> frontier(spout) == 30);
                spout.answer(run -> run.first() < 10);
                spout.runUntil(() -> topic.committed(0) > 0);
                committed = topic.committed(0);
            }
            assertThat(committed).isBetween(1L, 29L);
            try (SpoutHarness spout = spout(topic)) {
                spout.runUntil(() -> topic.committed(0) == 30L, run -> true);
                assertThat(spout.emitted().get(0).first()).isEqualTo(committed);
                assertThat(spout.emitted().get(0).committed()).isEqualTo(committed);
                assertThat(offsetsOf(runsOf(spout, 0))).isEqualTo(range(committed, 30));
            }
        }
    }

    @Test
    void groupWithoutCommitHasItsStartCommittedBeforeAnythingIsEmitted() throws Exception {
        try (TestTopic topic = topic(2)) {
            topic.append(0, 8);
            topic.deleteBelow(0, 5);
            assertThat(topic.committed()).isEmpty();
            try (SpoutHarness spout = spout(topic)) {
                assertThat(topic.committed()).isEqualTo(Map.of(0, 5L, 1, 0L));
                assertThat(spout.emitted()).isEmpty();
                spout.runUntil(() -> frontier(spout) == 8);
                assertThat(spout.emitted()).allMatch(run -> run.committed() == 5 && run.lost() == 0);
            }
        }
    }

    @Test
    void copiesTellWhatWasCommittedWhenTheyWereRead() throws Exception {
        try (TestTopic topic = topic(1);
                SpoutHarness spout = spout(topic)) {
            topic.append(0, 3);
            spout.runUntil(() -> topic.committed(0) == 3L, run -> true);
            topic.append(0, 1);
            spout.runUntil(() -> frontier(spout) == 4);
            assertThat(spout.emitted().get(spout.emitted().size() - 1).committed())
                    .isEqualTo(3);
        }
    }

    @Test
    void partitionsThatAreAddedWhileItRunsAreReadFromTheirStart() throws Exception {
        try (TestTopic topic = topic(1);
                SpoutHarness spout = spout(topic)) {
            topic.append(0, 5);
            spout.runUntil(() -> frontier(spout) == 5);
            topic.setPartitions(2);
            topic.append(1, 5);
            spout.runUntil(() -> topic.committed().equals(Map.of(0, 5L, 1, 5L)), run -> true);
            assertThat(offsetsOf(runsOf(spout, 1))).isEqualTo(range(0, 5));
            assertThat(spout.emitted())
                    .hasSize(runsOf(spout, 0).size() + runsOf(spout, 1).size());
        }
    }

    @Test
    void topicMadeAnewEndsTheSpoutWithTheCure() throws Exception {
        try (TestTopic topic = topic(1);
                SpoutHarness spout = spout(topic)) {
            topic.append(0, 5);
            spout.runUntil(() -> frontier(spout) == 5);
            topic.delete();
            topic.create(1);
            topic.append(0, 3);
            assertThatThrownBy(() -> spout.runUntil(() -> false, run -> true))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("made anew")
                    .hasMessageContaining("cassandra.keyspace");
            assertThat(offsetsOf(runsOf(spout, 0))).isEqualTo(range(0, 5));
        }
    }

    @Test
    void anotherTopicThanTheOneThatWasSubmittedIsRefusedAtStart() throws Exception {
        try (TestTopic topic = topic(1)) {
            String id = topic.id();
            topic.delete();
            assertThatThrownBy(() -> new SpoutHarness(topic.settings(), id, TEN, POLL))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("is gone");
            topic.create(1);
            assertThatThrownBy(() -> new SpoutHarness(topic.settings(), id, TEN, POLL))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("made anew");
            assertThat(topic.committed()).isEmpty();
        }
    }

    private static TestTopic topic(int partitions) throws Exception {
        return new TestTopic(SERVERS.kafkaBootstrap(), partitions);
    }

    private static SpoutHarness spout(TestTopic topic) throws Exception {
        return new SpoutHarness(topic.settings(), topic.id(), TEN, POLL);
    }

    private static long frontier(SpoutHarness spout) {
        return spout.emitted().stream().mapToLong(Run::end).max().orElse(0);
    }

    /** The first copy of each run of a partition; all copies have the same borders, and they lie side by side. */
    private static NavigableMap<Long, Run> runsOf(SpoutHarness spout, int partition) {
        NavigableMap<Long, Run> runs = new TreeMap<>();
        for (Run run : spout.emitted()) {
            if (run.partition() == partition) {
                Run first = runs.putIfAbsent(run.first(), run);
                if (first != null) {
                    assertThat(run.end()).isEqualTo(first.end());
                    assertThat(run.lost() > 0 || offsetsOf(run).equals(offsetsOf(first)))
                            .as("%s has the records of %s", run, first)
                            .isTrue();
                }
            }
        }
        long next = runs.isEmpty() ? 0 : runs.firstKey();
        for (Run run : runs.values()) {
            assertThat(run.first()).isEqualTo(next);
            next = run.end();
        }
        return runs;
    }

    private static List<Long> offsetsOf(NavigableMap<Long, Run> runs) {
        return runs.values().stream().flatMap(run -> offsetsOf(run).stream()).collect(Collectors.toList());
    }

    private static List<Long> offsetsOf(Run run) {
        return run.records().stream().map(Run.Item::offset).toList();
    }

    private static long bytesOf(SpoutHarness spout) {
        return runsOf(spout, 0).values().stream().mapToLong(Run::bytes).sum();
    }

    private static List<Long> range(long from, long to) {
        return LongStream.range(from, to).boxed().toList();
    }
}
