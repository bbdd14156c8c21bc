// SPDX-License-Identifier: Apache-2.0
package io.foursigma.spouts;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.kafka.common.TopicPartition;
import org.apache.storm.kafka.spout.KafkaSpoutMessageId;
import org.junit.jupiter.api.Test;

final class EndlessRetriesTest {

    private static final TopicPartition PARTITION = new TopicPartition("readings", 0);

    private final EndlessRetries retries = new EndlessRetries();

    @Test
    void firstRetryIsReadyAtOnce() {
        KafkaSpoutMessageId id = new KafkaSpoutMessageId(PARTITION, 7);
        id.incrementNumFails();
        assertThat(retries.schedule(id)).isTrue();
        assertThat(retries.isReady(id)).isTrue();
    }

    @Test
    void whatFailsAHundredTimesIsRetriedWithADelayStill() {
        for (int failure = 1; failure <= 100; failure++) {
            KafkaSpoutMessageId id = retries.getMessageId(PARTITION, 7);
            id.incrementNumFails();
            retries.remove(id);
            assertThat(retries.schedule(id)).as("failure " + failure).isTrue();
            if (failure > 20) {
                assertThat(retries.isReady(id)).as("failure " + failure).isFalse();
            }
        }
    }
}
