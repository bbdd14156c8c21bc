// SPDX-License-Identifier: Apache-2.0
package io.foursigma.stores;

import io.foursigma.schemas.settings.Settings;
import io.foursigma.stores.cassandra.CassandraSchema;
import io.foursigma.stores.elasticsearch.ElasticsearchTemplates;
import io.foursigma.stores.kafka.KafkaTopics;

/** Makes what everything stands on: topics, tables, index templates. What is there already is checked. */
public final class Provisioning {

    private Provisioning() {}

    /**
     * Installs what is absent and checks the rest.
     *
     * @param settings where the stores are and how things are called
     * @return the topic of readings
     */
    public static ReadingsTopic install(Settings settings) {
        CassandraSchema.install(settings);
        new ElasticsearchTemplates(settings).install();
        return new KafkaTopics(settings).ensure();
    }

    /**
     * As {@link #install}, for a topology: what its settings say about the state has to fit the state that is there.
     *
     * @param settings those of the topology
     * @return the topic of readings
     */
    public static ReadingsTopic installForTopology(Settings settings) {
        ReadingsTopic topic = install(settings);
        CassandraSchema.settleWindowLength(settings);
        return topic;
    }
}
