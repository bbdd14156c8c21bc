// SPDX-License-Identifier: Apache-2.0
package io.foursigma.stores.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.foursigma.local.servers.ServerKind;
import io.foursigma.local.servers.testing.SharedServers;
import io.foursigma.schemas.Anomaly;
import io.foursigma.schemas.SensorStats;
import io.foursigma.schemas.json.AnomalyJson;
import io.foursigma.schemas.json.JsonFields;
import io.foursigma.schemas.json.SensorStatsJson;
import io.foursigma.schemas.settings.Settings;
import io.foursigma.schemas.settings.SettingsTable;
import io.foursigma.stores.ResultLog;
import io.foursigma.stores.ResultLogContract;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;

final class KafkaResultLogIT extends ResultLogContract {

    @RegisterExtension
    static final SharedServers SERVERS = SharedServers.of(ServerKind.KAFKA);

    private Settings settings = Settings.defaults();
    private ResultLog log = new KafkaResultLog(settings);

    @BeforeEach
    void open() {
        log.close();
        settings = KafkaLogs.settings(SERVERS.kafkaBootstrap());
        new KafkaTopics(settings).ensure();
        log = new KafkaResultLog(settings);
    }

    @AfterEach
    void close() {
        log.close();
    }

    @Override
    protected ResultLog log() {
        return log;
    }

    @Override
    protected List<SensorStats> stats() {
        List<SensorStats> stats = new ArrayList<>();
        read("stats", fields -> stats.add(SensorStatsJson.read(fields)));
        return stats;
    }

    @Override
    protected List<Anomaly> anomalies() {
        List<Anomaly> anomalies = new ArrayList<>();
        read("anomaly", fields -> anomalies.add(AnomalyJson.read(fields)));
        return anomalies;
    }

    @FunctionalInterface
    private interface ResultConsumer {
        void take(JsonFields fields) throws IOException;
    }

    private void read(String type, ResultConsumer consumer) {
        for (ConsumerRecord<byte[], byte[]> record :
                KafkaLogs.records(settings, settings.get(SettingsTable.RESULTS_TOPIC))) {
            try {
                JsonFields fields = JsonFields.read(record.value());
                assertThat(new String(record.key(), StandardCharsets.UTF_8)).isEqualTo(fields.text("sensor"));
                if (fields.text("type").equals(type)) {
                    consumer.take(fields);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
