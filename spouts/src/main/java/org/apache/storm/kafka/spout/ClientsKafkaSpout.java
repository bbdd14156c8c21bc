// SPDX-License-Identifier: Apache-2.0
package org.apache.storm.kafka.spout;

import org.apache.storm.kafka.spout.internal.ClientFactory;
import org.apache.storm.kafka.spout.subscription.TopicAssigner;

/**
 * A {@link KafkaSpout} whose clients come from a factory. Storm has such a constructor, but keeps it to its package: so
 * this class lies in it, and has to be loaded together with it, as it is from the jar that is submitted.
 *
 * @param <K> the type of keys
 * @param <V> the type of values
 */
public class ClientsKafkaSpout<K, V> extends KafkaSpout<K, V> {

    private static final long serialVersionUID = 1;

    /** A spout that is configured as usual, and takes its clients from the factory. */
    public ClientsKafkaSpout(KafkaSpoutConfig<K, V> config, ClientFactory<K, V> clients) {
        super(config, clients, new TopicAssigner());
    }
}
