// SPDX-License-Identifier: Apache-2.0
package io.foursigma.stores;

import io.foursigma.analytics.SensorWindowsState;
import io.foursigma.schemas.settings.Settings;
import io.foursigma.stores.cassandra.CassandraBucketStore;
import io.foursigma.stores.cassandra.CassandraStateReader;
import io.foursigma.stores.elasticsearch.ElasticsearchInsightIndex;
import io.foursigma.stores.kafka.KafkaDeadLetterLog;
import io.foursigma.stores.kafka.KafkaResultLog;
import io.foursigma.stores.redis.RedisLatestValues;

/**
 * The stores on real servers. Schema, index templates and topics are installed before:
 * {@link io.foursigma.stores.cassandra.CassandraSchema}, {@link io.foursigma.stores.elasticsearch.ElasticsearchTemplates},
 * {@link io.foursigma.stores.kafka.KafkaTopics}.
 */
public final class RealStores implements Stores {

    private static final long serialVersionUID = 1;

    private final Settings settings;

    /** The stores at the addresses that are set. */
    public RealStores(Settings settings) {
        this.settings = settings;
    }

    @Override
    public BucketStore<StatsRow> stats() {
        return CassandraBucketStore.stats(settings);
    }

    @Override
    public BucketStore<SensorWindowsState> windows() {
        return CassandraBucketStore.windows(settings);
    }

    @Override
    public StateReader state() {
        return new CassandraStateReader(settings);
    }

    @Override
    public InsightIndex insights() {
        return new ElasticsearchInsightIndex(settings);
    }

    @Override
    public LatestValues latest() {
        return new RedisLatestValues(settings);
    }

    @Override
    public ResultLog results() {
        return new KafkaResultLog(settings);
    }

    @Override
    public DeadLetterLog deadLetters() {
        return new KafkaDeadLetterLog(settings);
    }
}
