// SPDX-License-Identifier: Apache-2.0
package io.foursigma.stores.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.foursigma.local.servers.ServerKind;
import io.foursigma.local.servers.testing.SharedServers;
import io.foursigma.schemas.LedgerReport.RefusedDocuments;
import io.foursigma.schemas.settings.Settings;
import io.foursigma.schemas.settings.SettingsTable;
import io.foursigma.stores.DeadLetterLog;
import io.foursigma.stores.ReadingOffsets;
import io.foursigma.stores.ReadingOffsets.Span;
import io.foursigma.stores.RefusedDocumentCount;
import io.foursigma.stores.Samples;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What the ledger asks Kafka. */
final class LedgerTopicsIT {

    @RegisterExtension
    static final SharedServers SERVERS = SharedServers.of(ServerKind.KAFKA);

    private Settings settings = Settings.defaults();

    @BeforeEach
    void makeTopics() {
        settings = KafkaLogs.settings(SERVERS.kafkaBootstrap());
        new KafkaTopics(settings).ensure();
    }

    @Test
    void spansReachFromWhatRetentionHasLeftToTheEnd() throws Exception {
        String topic = settings.get(SettingsTable.READINGS_TOPIC);
        Map<String, Object> config = Map.of("bootstrap.servers", settings.get(SettingsTable.KAFKA_BOOTSTRAP));
        try (Producer<byte[], byte[]> producer =
                        new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
                Admin admin = Admin.create(config);
                ReadingOffsets offsets = TopicOffsets.ofReadings(settings)) {
            for (int i = 0; i < 5; i++) {
                producer.send(new ProducerRecord<>(topic, 1, null, new byte[1])).get();
            }
            assertThat(offsets.spans()).isEqualTo(Map.of(0, new Span(0, 0), 1, new Span(0, 5)));
            admin.deleteRecords(Map.of(new TopicPartition(topic, 1), RecordsToDelete.beforeOffset(3)))
                    .all()
                    .get();
            assertThat(offsets.spans()).isEqualTo(Map.of(0, new Span(0, 0), 1, new Span(3, 5)));
        }
    }

    @Test
    void refusedDocumentsAreCountedOnceAsTheyCome() throws Exception {
        try (DeadLetterLog log = new KafkaDeadLetterLog(settings);
                RefusedDocumentCount count = new KafkaRefusedDocumentCount(settings)) {
            assertThat(count.update()).isEqualTo(new RefusedDocuments(0, false));
            log.append(List.of(Samples.deadLetter(1, 0))).toCompletableFuture().join();
            refuse(log, 1, "a");
            refuse(log, 1, "b");
            assertThat(count.update()).isEqualTo(new RefusedDocuments(2, false));
            refuse(log, 1, "a");
            refuse(log, 2, "b"); // a later reading brought about the same document once more
            refuse(log, 3, "c");
            assertThat(count.update()).isEqualTo(new RefusedDocuments(3, false));
            addPartitions(6);
            for (int offset = 10; offset < 40; offset++) {
                refuse(log, offset, "d" + offset);
            }
            try (RefusedDocumentCount fresh = new KafkaRefusedDocumentCount(settings)) {
                assertThat(fresh.update()).isEqualTo(new RefusedDocuments(33, false));
            }
        }
    }

    private void addPartitions(int total) throws Exception {
        Map<String, Object> config = Map.of("bootstrap.servers", settings.get(SettingsTable.KAFKA_BOOTSTRAP));
        try (Admin admin = Admin.create(config)) {
            admin.createPartitions(
                            Map.of(settings.get(SettingsTable.DEAD_LETTERS_TOPIC), NewPartitions.increaseTo(total)))
                    .all()
                    .get();
        }
    }

    private static void refuse(DeadLetterLog log, long offset, String id) {
        log.appendRefused(List.of(Samples.refusedDocument(offset, id)))
                .toCompletableFuture()
                .join();
    }
}
