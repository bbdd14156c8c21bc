// SPDX-License-Identifier: Apache-2.0
package io.foursigma.webhooks;

import io.foursigma.schemas.Episode;
import org.apache.kafka.common.TopicPartition;

/**
 * A change of an episode that a receiver is to be told of.
 *
 * @param partition the partition of {@code results} that it stands in
 * @param offset its offset there
 * @param at when it came to stand there, epoch milliseconds
 * @param episode the episode
 * @param body what the receiver gets
 */
record Delivery(TopicPartition partition, long offset, long at, Episode episode, String body) {

    /** The same for each request about this revision of this episode. */
    String key() {
        return episode.id() + '/' + episode.revision();
    }
}
