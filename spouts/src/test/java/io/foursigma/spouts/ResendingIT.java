// SPDX-License-Identifier: Apache-2.0
package io.foursigma.spouts;

import static io.foursigma.schemas.settings.SettingsTable.TOPOLOGY_MAX_PENDING;
import static io.foursigma.schemas.settings.SettingsTable.TOPOLOGY_RESEND_AFTER;
import static org.assertj.core.api.Assertions.assertThat;

import io.foursigma.local.servers.ServerKind;
import io.foursigma.local.servers.testing.SharedServers;
import io.foursigma.schemas.Run;
import io.foursigma.schemas.settings.Settings;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is sent again, and how much may be under way. Runs are single records. */
final class ResendingIT {

    @RegisterExtension
    static final SharedServers SERVERS = SharedServers.of(ServerKind.KAFKA);

    private static final int MOST = 30;
    private static final int POLL = 10;
    private static final int STEPS_PER_ANSWER = 45;
    private static final long SILENCE_NANOS = TimeUnit.MILLISECONDS.toNanos(300);

    @Test
    void whatIsNotHeardOfComesAgainAfterARestAndTheFailureOfAnOlderCopyMeansNothing() throws Exception {
        try (TestTopic topic = topic(1);
                SpoutHarness spout = spout(topic, topic.settings().with(TOPOLOGY_RESEND_AFTER, "300ms"))) {
            topic.append(0, 5);
            spout.runUntil(() -> spout.emitted().size() == 15);
            List<Long> once = LongStream.range(0, 5).boxed().toList();
            assertThat(spout.emitted())
                    .extracting(Run::first)
                    .isEqualTo(Stream.of(once, once, once).flatMap(List::stream).toList());
            AtomicInteger copy = new AtomicInteger();
            spout.answer(run -> copy.incrementAndGet() > 10);
            spout.runUntil(() -> topic.committed(0) == 5L);
            assertThat(spout.emitted()).hasSize(15);
        }
    }

    /** Copies are late, lost for a while, or fail when another one is under way; in the end each run is committed. */
    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void answersInAnyOrderLeaveNoRunBehind(long seed) throws Exception {
        try (TestTopic topic = topic(2);
                SpoutHarness spout = spout(topic, topic.settings().with(TOPOLOGY_RESEND_AFTER, "100ms"))) {
            topic.append(0, 120);
            topic.append(1, 80);
            Random random = new Random(seed);
            AtomicInteger steps = new AtomicInteger();
            spout.runUntil(() -> {
                boolean silent = System.nanoTime() / SILENCE_NANOS % 4 == 3;
                for (int answers = silent ? 0 : random.nextInt(6); answers > 0 && spout.waiting() > 0; answers--) {
                    spout.answerAny(random, 70);
                }
                return steps.incrementAndGet() % 10 == 0 && topic.committed().equals(Map.of(0, 120L, 1, 80L));
            });
            assertThat(spout.emitted()).hasSizeGreaterThan(200);
        }
    }

    @Test
    void noMoreRunsAreUnderWayThanMayBe() throws Exception {
        try (TestTopic topic = topic(2);
                SpoutHarness spout = spout(topic, bounded(topic))) {
            topic.append(0, 50);
            topic.append(1, 50);
            Random random = new Random(1);
            AtomicInteger steps = new AtomicInteger();
            AtomicInteger most = new AtomicInteger();
            spout.runUntil(() -> {
                most.accumulateAndGet(spout.waiting(), Math::max);
                if (steps.incrementAndGet() % STEPS_PER_ANSWER != 0) {
                    return false;
                }
                spout.answer(run -> random.nextInt(4) != 0);
                return topic.committed().equals(Map.of(0, 50L, 1, 50L));
            });
            assertThat(most.get()).isBetween(MOST - POLL + 1, MOST);
        }
    }

    @Test
    void whatFailedComesAgainWhereThereIsNoRoomForMore() throws Exception {
        try (TestTopic topic = topic(1);
                SpoutHarness spout = spout(topic, bounded(topic))) {
            topic.append(0, 100);
            spout.runUntil(() -> spout.waiting() == MOST);
            spout.failFirst(3);
            spout.runUntil(() -> spout.waiting() == MOST);
            assertThat(spout.emitted().subList(MOST, spout.emitted().size()))
                    .extracting(Run::first)
                    .containsExactly(0L, 1L, 2L);
        }
    }

    private static TestTopic topic(int partitions) throws Exception {
        return new TestTopic(SERVERS.kafkaBootstrap(), partitions);
    }

    /** Not much may be under way, and what comes again comes by failures alone. */
    private static Settings bounded(TestTopic topic) {
        return topic.settings()
                .with(TOPOLOGY_MAX_PENDING, Integer.toString(MOST))
                .with(TOPOLOGY_RESEND_AFTER, "1h");
    }

    private static SpoutHarness spout(TestTopic topic, Settings settings) throws Exception {
        return new SpoutHarness(settings, topic.id(), new RunCaps(1, 1 << 20), POLL);
    }
}
