// SPDX-License-Identifier: Apache-2.0
package io.foursigma.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.foursigma.analytics.Moments;
import io.foursigma.ingest.ReadingPublisher;
import io.foursigma.local.servers.ServerKind;
import io.foursigma.local.servers.testing.SharedServers;
import io.foursigma.schemas.Position;
import io.foursigma.schemas.Progress;
import io.foursigma.schemas.Reading;
import io.foursigma.schemas.RefusedDocument;
import io.foursigma.schemas.settings.Settings;
import io.foursigma.schemas.settings.SettingsTable;
import io.foursigma.stores.BucketStore;
import io.foursigma.stores.Buckets;
import io.foursigma.stores.DeadLetterLog;
import io.foursigma.stores.StatsRow;
import io.foursigma.stores.cassandra.CassandraBucketStore;
import io.foursigma.stores.cassandra.CassandraSchema;
import io.foursigma.stores.kafka.KafkaDeadLetterLog;
import io.foursigma.stores.kafka.KafkaTopics;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** {@code foursigma ledger} on state of two buckets that was written by hand. */
final class LedgerIT {

    @RegisterExtension
    static final SharedServers SERVERS = SharedServers.of(ServerKind.KAFKA, ServerKind.CASSANDRA);

    private static final List<String> COMMAND = List.of("ledger");

    @Test
    void ledgerIsShownWithAllThatStandsBesideItAndTheExitCodeIsItsVerdict() {
        Settings settings = settings("ledger_shown");
        List<String> given = given(settings);
        CassandraSchema.install(settings);
        new KafkaTopics(settings).ensure();
        publish(settings, 12);
        refuse(settings);
        apply(settings, 9, 1, 9);

        Ran balanced = Ran.of(COMMAND, given);
        assertThat(balanced.exitCode()).as(balanced.output()).isZero();
        assertThat(balanced.output())
                .containsPattern("(?m)^0 +10 +9 +1 +0 +0 +0 +2 +0 +balances$")
                .containsPattern("(?m)^total +10 +9 +1 +0 +0 +0 +2 +0")
                .contains("1 sensors count 9 readings; their buckets have applied 9")
                .contains("Documents that Elasticsearch refused: 1")
                .contains("It balances: read = applied + dead letters");
        Ran json = Ran.of(COMMAND, given, "--json");
        assertThat(json.output()).contains("\"lag\":2").endsWith("\"balanced\":true}" + System.lineSeparator());

        apply(settings, 8, 1, 8);
        Ran missing = Ran.of(COMMAND, given);
        assertThat(missing.exitCode()).isEqualTo(1);
        assertThat(missing.output()).contains("DOES NOT BALANCE: 1 missing").contains("docs/ledger.md");

        apply(settings, 9, 1, 7);
        Ran miscounted = Ran.of(COMMAND, given);
        assertThat(miscounted.exitCode()).isEqualTo(1);
        assertThat(miscounted.output())
                .containsPattern("BUCKET \\d: its 1 sensors count 7 readings, but 9 were applied");
    }

    @Test
    void storeThatIsAwayIsOneClearLine() {
        List<String> away = List.of("cassandra.contact-points=127.0.0.1:1", "kafka.bootstrap-servers=127.0.0.1:1");
        Ran ran = Ran.of(COMMAND, away);
        assertThat(ran.exitCode()).isEqualTo(2);
        assertThat(ran.output().lines())
                .singleElement()
                .satisfies(line -> assertThat(line)
                        .contains("Cassandra does not answer at 127.0.0.1:1")
                        .contains("set cassandra.contact-points"));
    }

    private static Settings settings(String name) {
        return Settings.defaults()
                .with(SettingsTable.KAFKA_BOOTSTRAP, SERVERS.kafkaBootstrap())
                .with(
                        SettingsTable.CASSANDRA_CONTACT_POINTS,
                        "127.0.0.1:" + SERVERS.cassandra().getPort())
                .with(SettingsTable.CASSANDRA_KEYSPACE, name)
                .with(SettingsTable.READINGS_TOPIC, name)
                .with(SettingsTable.RESULTS_TOPIC, name + "-results")
                .with(SettingsTable.DEAD_LETTERS_TOPIC, name + "-dead-letters")
                .with(SettingsTable.TOPIC_PARTITIONS, "1")
                .with(SettingsTable.STATE_BUCKETS, "2");
    }

    private static List<String> given(Settings settings) {
        return settings.texts().entrySet().stream()
                .map(setting -> setting.getKey() + "=" + setting.getValue())
                .toList();
    }

    private static void publish(Settings settings, int count) {
        try (ReadingPublisher publisher = ReadingPublisher.open(settings)) {
            for (int i = 0; i < count; i++) {
                publisher.publish(new Reading("a", i, i));
            }
            publisher.flush();
        }
    }

    private static void refuse(Settings settings) {
        RefusedDocument document = new RefusedDocument(new Position("t", 0, 3, 0), "id", "too odd", new byte[0]);
        try (DeadLetterLog log = new KafkaDeadLetterLog(settings)) {
            log.appendRefused(List.of(document, document)).toCompletableFuture().join();
        }
    }

    /** Brings both buckets to offset 10, with 10 items read. */
    private static void apply(Settings settings, long applied, long deadLettered, long counted) {
        int counting = new Buckets(2).of("a");
        StatsRow row = new StatsRow(new Moments(counted, 1, 0, 0, 0, 1, 1), 1, 1, 0, 0, 0);
        try (BucketStore<StatsRow> stats = CassandraBucketStore.stats(settings);
                var windows = CassandraBucketStore.windows(settings)) {
            flush(stats, counting, new Progress(10, 10, applied, deadLettered, 0, 0, 0), Map.of("a", row));
            flush(stats, 1 - counting, Progress.at(10), Map.of());
            flush(windows, 0, Progress.at(10), Map.of());
            flush(windows, 1, Progress.at(10), Map.of());
        }
    }

    private static <S> void flush(BucketStore<S> store, int bucket, Progress progress, Map<String, S> rows) {
        BucketStore.Claim claim = store.claim(bucket, "test");
        BucketStore.Flush<S> flush = new BucketStore.Flush<>(
                bucket, claim.epoch(), claim.sequence() + 1, "topic", Map.of(0, progress), rows, List.of());
        assertThat(store.flush(flush).toCompletableFuture().join()).isEqualTo(BucketStore.FlushOutcome.DURABLE);
    }
}
