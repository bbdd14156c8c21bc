// SPDX-License-Identifier: Apache-2.0
package io.foursigma.stores.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.foursigma.local.servers.ServerKind;
import io.foursigma.local.servers.testing.SharedServers;
import io.foursigma.schemas.DeadLetter;
import io.foursigma.schemas.RefusedDocument;
import io.foursigma.schemas.settings.Settings;
import io.foursigma.schemas.settings.SettingsTable;
import io.foursigma.stores.DeadLetterLog;
import io.foursigma.stores.DeadLetterLogContract;
import io.foursigma.stores.KeptLetter;
import io.foursigma.stores.ResultLog;
import io.foursigma.stores.Samples;
import io.foursigma.stores.StoreException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class KafkaDeadLetterLogIT extends DeadLetterLogContract {

    @RegisterExtension
    static final SharedServers SERVERS = SharedServers.of(ServerKind.KAFKA);

    private Settings settings = Settings.defaults();
    private DeadLetterLog log = new KafkaDeadLetterLog(settings);

    @BeforeEach
    void open() {
        log.close();
        settings = KafkaLogs.settings(SERVERS.kafkaBootstrap());
        new KafkaTopics(settings).ensure();
        log = new KafkaDeadLetterLog(settings);
    }

    @AfterEach
    void close() {
        log.close();
    }

    @Override
    protected DeadLetterLog log() {
        return log;
    }

    @Override
    protected List<DeadLetter> letters() {
        List<DeadLetter> letters = new ArrayList<>();
        new DeadLetterReader(settings).forEach(letters::add);
        return letters;
    }

    @Override
    protected List<RefusedDocument> refused() {
        List<RefusedDocument> documents = new ArrayList<>();
        SeenDocuments seen = new SeenDocuments();
        new DeadLetterScan(settings).read(DeadLetterScan.Upto.OPEN_TRANSACTION, partition -> kept -> {
            if (kept instanceof KeptLetter.Refused one
                    && seen.add(one.document().id())) {
                documents.add(one.document());
            }
        });
        return documents;
    }

    @Test
    void headersAreTextThatAnyToolShows() {
        log.append(List.of(Samples.deadLetter(7, 2))).toCompletableFuture().join();
        ConsumerRecord<byte[], byte[]> record = KafkaLogs.records(
                        settings, settings.get(SettingsTable.DEAD_LETTERS_TOPIC))
                .get(0);
        Map<String, String> headers = new TreeMap<>();
        record.headers()
                .forEach(header -> headers.put(header.key(), new String(header.value(), StandardCharsets.UTF_8)));
        DeadLetter letter = Samples.deadLetter(7, 2);
        assertThat(new String(record.key(), StandardCharsets.UTF_8))
                .isEqualTo(letter.position().id());
        assertThat(headers)
                .isEqualTo(Map.of(
                        "kind", "dead-letter",
                        "reason", letter.reason(),
                        "topic-id", letter.position().topicId(),
                        "partition", "3",
                        "offset", "7",
                        "index", "2"));
    }

    @Test
    void foreignRecordIsNamed() {
        Settings mixedUp = settings.with(SettingsTable.RESULTS_TOPIC, settings.get(SettingsTable.DEAD_LETTERS_TOPIC));
        try (ResultLog results = new KafkaResultLog(mixedUp)) {
            results.append(List.of(Samples.stats("a", 1, 1)), List.of())
                    .toCompletableFuture()
                    .join();
        }
        assertThatThrownBy(this::letters)
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("is no dead letter: it has no header 'topic-id'");
    }
}
