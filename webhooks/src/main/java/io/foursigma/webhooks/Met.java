// SPDX-License-Identifier: Apache-2.0
package io.foursigma.webhooks;

import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/** The newest revisions that were met, as many as memory is set aside for: what comes again is not told again. */
final class Met {

    private final Map<String, TopicPartition> keys;

    /** Remembers so many. */
    Met(int most) {
        keys = new LinkedHashMap<>() {
            @Override
            protected boolean removeEldestEntry(Map.Entry<String, TopicPartition> eldest) {
                return size() > most;
            }
        };
    }

    /** Whether it is met for the first time, as far as is remembered. */
    boolean isNew(Delivery delivery) {
        return keys.putIfAbsent(delivery.key(), delivery.partition()) == null;
    }

    /** What was met in this partition may not have been told. */
    void forget(TopicPartition partition) {
        keys.values().removeIf(partition::equals);
    }
}
