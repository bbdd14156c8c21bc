// SPDX-License-Identifier: Apache-2.0
package io.foursigma.spouts;

import org.apache.kafka.common.TopicPartition;
import org.apache.storm.kafka.spout.KafkaSpoutMessageId;
import org.apache.storm.kafka.spout.KafkaSpoutRetryExponentialBackoff;

/**
 * Retries what failed for as long as it fails: a finite number would end in a silent acknowledgement (rule 4). The delay
 * doubles from 4 ms to 10 s and stays there; Storm's own overflows after 44 failures and becomes none at all, so the
 * number of failures that it is told of ends before.
 */
final class EndlessRetries extends KafkaSpoutRetryExponentialBackoff {

    private static final long serialVersionUID = 1;

    private static final int FAILURES_TOLD = 20;

    EndlessRetries() {
        super(TimeInterval.seconds(0), TimeInterval.milliSeconds(2), Integer.MAX_VALUE, TimeInterval.seconds(10));
    }

    @Override
    public boolean schedule(KafkaSpoutMessageId id) {
        return super.schedule(id.numFails() <= FAILURES_TOLD ? id : failedFewer(id));
    }

    private static KafkaSpoutMessageId failedFewer(KafkaSpoutMessageId id) {
        KafkaSpoutMessageId fewer =
                new KafkaSpoutMessageId(new TopicPartition(id.topic(), id.partition()), id.offset());
        for (int failure = 0; failure < FAILURES_TOLD; failure++) {
            fewer.incrementNumFails();
        }
        return fewer;
    }
}
