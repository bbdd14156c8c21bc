// SPDX-License-Identifier: Apache-2.0
package io.foursigma.spouts;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.apache.storm.kafka.spout.KafkaSpoutMessageId;
import org.junit.jupiter.api.Test;

final class RunRetriesTest {

    private static final TopicPartition ONE = new TopicPartition("readings", 0);
    private static final TopicPartition OTHER = new TopicPartition("readings", 1);

    private long now = Long.MAX_VALUE - 1_000; // clocks of nanoseconds may pass the greatest number
    private final RunRetries retries = new RunRetries(() -> now);

    @Test
    void firstRetryIsReadyAtOnce() {
        KafkaSpoutMessageId id = failed(ONE, 7);
        assertThat(retries.isReady(id)).isTrue();
        assertThat(retries.earliestRetriableOffsets()).containsExactly(Map.entry(ONE, 7L));
        assertThat(retries.readyMessageCount()).isOne();
    }

    @Test
    void nextDelaysDoubleFromFourMillisecondsToTwoSeconds() {
        failed(ONE, 7);
        for (long millis : new long[] {4, 8, 16, 32, 64, 128, 256, 512, 1_024, 2_000, 2_000}) {
            KafkaSpoutMessageId id = failed(ONE, 7);
            pass(Duration.ofMillis(millis).minusNanos(1));
            assertThat(retries.isReady(id)).as("before %d ms", millis).isFalse();
            assertThat(retries.earliestRetriableOffsets()).isEmpty();
            pass(Duration.ofNanos(1));
            assertThat(retries.isReady(id)).as("after %d ms", millis).isTrue();
        }
    }

    @Test
    void whatFailsAHundredTimesIsRetriedWithADelayStill() {
        KafkaSpoutMessageId id = failed(ONE, 7);
        for (int failure = 1; failure < 100; failure++) {
            id = failed(ONE, 7);
        }
        assertThat(id.numFails()).isBetween(12, 13);
        assertThat(retries.isReady(id)).isFalse();
        pass(Duration.ofSeconds(2));
        assertThat(retries.isReady(id)).isTrue();
    }

    @Test
    void whatIsHastenedIsReady() {
        failed(ONE, 7);
        KafkaSpoutMessageId id = failed(ONE, 7);
        assertThat(retries.isReady(id)).isFalse();
        retries.hasten(id);
        assertThat(retries.isReady(id)).isTrue();
        retries.hasten(new KafkaSpoutMessageId(OTHER, 1));
        assertThat(retries.readyMessageCount()).isOne();
    }

    @Test
    void earliestOfEachPartitionIsTheOneThatIsReady() {
        failed(ONE, 3);
        failed(ONE, 3);
        failed(ONE, 9);
        failed(ONE, 5);
        failed(OTHER, 2);
        assertThat(retries.earliestRetriableOffsets()).isEqualTo(Map.of(ONE, 5L, OTHER, 2L));
        pass(Duration.ofMillis(4));
        assertThat(retries.earliestRetriableOffsets()).isEqualTo(Map.of(ONE, 3L, OTHER, 2L));
        assertThat(retries.readyMessageCount()).isEqualTo(4);
    }

    @Test
    void eachCopyHasAnIdOfItsOwn() {
        KafkaSpoutMessageId first = failed(ONE, 7);
        KafkaSpoutMessageId second = retries.getMessageId(ONE, 7);
        assertThat(second).isEqualTo(first).isNotSameAs(first);
        assertThat(second.numFails()).isOne();
    }

    @Test
    void partitionsThatAreGivenAwayAreForgotten() {
        KafkaSpoutMessageId id = failed(ONE, 7);
        failed(OTHER, 7);
        assertThat(retries.retainAll(List.of(OTHER))).isTrue();
        assertThat(retries.isScheduled(id)).isFalse();
        assertThat(retries.remove(id)).isFalse();
        assertThat(retries.remove(new KafkaSpoutMessageId(OTHER, 7))).isTrue();
    }

    private KafkaSpoutMessageId failed(TopicPartition partition, long offset) {
        KafkaSpoutMessageId id = retries.getMessageId(partition, offset);
        id.incrementNumFails();
        assertThat(retries.schedule(id)).isTrue();
        return id;
    }

    private void pass(Duration time) {
        now += time.toNanos();
    }
}
