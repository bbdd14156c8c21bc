// SPDX-License-Identifier: Apache-2.0
package io.foursigma.dashboard;

import io.foursigma.schemas.settings.Settings;
import io.foursigma.stores.InsightReader;
import io.foursigma.stores.LatestReader;
import io.foursigma.stores.LedgerLog;
import io.foursigma.stores.PolicyLog;
import io.foursigma.stores.PolicyReader;
import io.foursigma.stores.ReadingHistory;
import io.foursigma.stores.ReadingOffsets;
import io.foursigma.stores.RefusedDocumentCount;
import io.foursigma.stores.StateReader;
import io.foursigma.stores.WindowHistory;
import io.foursigma.stores.cassandra.CassandraStateReader;
import io.foursigma.stores.elasticsearch.ElasticsearchInsightReader;
import io.foursigma.stores.elasticsearch.ElasticsearchLedgerLog;
import io.foursigma.stores.elasticsearch.ElasticsearchWindowHistory;
import io.foursigma.stores.kafka.KafkaPolicyLog;
import io.foursigma.stores.kafka.KafkaPolicyReader;
import io.foursigma.stores.kafka.KafkaReadingHistory;
import io.foursigma.stores.kafka.KafkaRefusedDocumentCount;
import io.foursigma.stores.kafka.TopicOffsets;
import io.foursigma.stores.redis.RedisLatestReader;

/**
 * All that the relay reads, and the two logs that it writes.
 *
 * @param latest the latest values
 * @param insights the index of anomalies
 * @param windows the windows that were published
 * @param state the durable state
 * @param offsets what the topic of readings holds
 * @param readings the readings that it holds
 * @param refused how many documents the index refused
 * @param policies limits, units and acknowledgements
 * @param policyLog takes changes of those
 * @param ledgerLog takes the ledger's totals, for people to explore
 */
public record StoreReaders(
        LatestReader latest,
        InsightReader insights,
        WindowHistory windows,
        StateReader state,
        ReadingOffsets offsets,
        ReadingHistory readings,
        RefusedDocumentCount refused,
        PolicyReader policies,
        PolicyLog policyLog,
        LedgerLog ledgerLog)
        implements AutoCloseable {

    /** Readers of the stores at the addresses that are set. None of them has to be there yet. */
    public static StoreReaders of(Settings settings) {
        return new StoreReaders(
                new RedisLatestReader(settings),
                new ElasticsearchInsightReader(settings),
                new ElasticsearchWindowHistory(settings),
                new CassandraStateReader(settings),
                TopicOffsets.ofReadings(settings),
                new KafkaReadingHistory(settings),
                new KafkaRefusedDocumentCount(settings),
                new KafkaPolicyReader(settings),
                new KafkaPolicyLog(settings),
                new ElasticsearchLedgerLog(settings));
    }

    @Override
    public void close() {
        latest.close();
        insights.close();
        windows.close();
        state.close();
        offsets.close();
        readings.close();
        refused.close();
        policies.close();
        policyLog.close();
        ledgerLog.close();
    }
}
