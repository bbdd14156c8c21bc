// SPDX-License-Identifier: Apache-2.0
package io.foursigma.dashboard;

import io.foursigma.schemas.settings.Settings;
import io.foursigma.stores.InsightReader;
import io.foursigma.stores.LatestReader;
import io.foursigma.stores.PolicyLog;
import io.foursigma.stores.PolicyReader;
import io.foursigma.stores.ReadingOffsets;
import io.foursigma.stores.RefusedDocumentCount;
import io.foursigma.stores.StateReader;
import io.foursigma.stores.cassandra.CassandraStateReader;
import io.foursigma.stores.elasticsearch.ElasticsearchInsightReader;
import io.foursigma.stores.kafka.KafkaPolicyLog;
import io.foursigma.stores.kafka.KafkaPolicyReader;
import io.foursigma.stores.kafka.KafkaRefusedDocumentCount;
import io.foursigma.stores.kafka.TopicOffsets;
import io.foursigma.stores.redis.RedisLatestReader;

/**
 * All that the relay reads, and the one log that it writes.
 *
 * @param latest the latest values
 * @param insights the index of anomalies
 * @param state the durable state
 * @param offsets what the topic of readings holds
 * @param refused how many documents the index refused
 * @param policies limits, units and acknowledgements
 * @param policyLog takes changes of those
 */
public record StoreReaders(
        LatestReader latest,
        InsightReader insights,
        StateReader state,
        ReadingOffsets offsets,
        RefusedDocumentCount refused,
        PolicyReader policies,
        PolicyLog policyLog)
        implements AutoCloseable {

    /** Readers of the stores at the addresses that are set. None of them has to be there yet. */
    public static StoreReaders of(Settings settings) {
        return new StoreReaders(
                new RedisLatestReader(settings),
                new ElasticsearchInsightReader(settings),
                new CassandraStateReader(settings),
                TopicOffsets.ofReadings(settings),
                new KafkaRefusedDocumentCount(settings),
                new KafkaPolicyReader(settings),
                new KafkaPolicyLog(settings));
    }

    @Override
    public void close() {
        latest.close();
        insights.close();
        state.close();
        offsets.close();
        refused.close();
        policies.close();
        policyLog.close();
    }
}
