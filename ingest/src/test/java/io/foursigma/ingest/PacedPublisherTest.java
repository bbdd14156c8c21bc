// SPDX-License-Identifier: Apache-2.0
package io.foursigma.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.foursigma.schemas.Reading;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;

final class PacedPublisherTest {

    private static final long START = 1_700_000_000_000L;

    private final AtomicLong now = new AtomicLong(START);
    private final List<Reading> published = new CopyOnWriteArrayList<>();

    @Test
    void publishesWhatIsDueAndNothingBeyond() {
        try (PacedPublisher paced =
                PacedPublisher.start(new Uniform(1, 100, 1), published::add, () -> Instant.ofEpochMilli(now.get()))) {
            await().until(() -> published.size() == 1);
            now.set(START + 95);
            await().until(() -> published.size() == 10);
            assertThat(paced.failure()).isEmpty();
        }
        assertThat(published).hasSize(10);
        assertThat(published.get(9).time()).isEqualTo(START + 90);
    }

    @Test
    void aDelayIsCaughtUpInBoundedSteps() {
        long tick = PacedPublisher.TICK_MILLIS;
        assertThat(PacedPublisher.nextUntil(START, START + 3_600_000))
                .isEqualTo(START + PacedPublisher.MOST_SPEED_UP * tick);
        assertThat(PacedPublisher.nextUntil(START, START + tick)).isEqualTo(START + tick + 1);
    }

    @Test
    void aClockThatStepsBackPublishesNothingTwice() {
        assertThat(PacedPublisher.nextUntil(START, START - 60_000)).isEqualTo(START);
    }

    @Test
    void aFailureEndsPublishingAndIsKept() {
        PublishException failure = PublishException.of("readings", "127.0.0.1:1", new TimeoutException("away"));
        try (PacedPublisher paced = PacedPublisher.start(
                new Uniform(1, 100, 1),
                reading -> {
                    throw failure;
                },
                () -> Instant.ofEpochMilli(now.get()))) {
            await().until(() -> paced.failure().isPresent());
            assertThat(paced.failure()).containsSame(failure);
            assertThat(paced.published()).isZero();
        }
    }

    @Test
    void closingInterruptsAThreadThatWaitsForKafka() {
        CountDownLatch never = new CountDownLatch(1);
        CountDownLatch waiting = new CountDownLatch(1);
        PacedPublisher paced = PacedPublisher.start(
                new Uniform(1, 100, 1),
                reading -> {
                    waiting.countDown();
                    try {
                        never.await();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                        throw PublishException.of("readings", "127.0.0.1:1", e);
                    }
                },
                () -> Instant.ofEpochMilli(now.get()));
        await().until(() -> waiting.getCount() == 0);
        paced.close();
        assertThat(paced.failure()).isEmpty();
    }
}
