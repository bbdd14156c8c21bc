// SPDX-License-Identifier: Apache-2.0
package io.foursigma.stores.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.foursigma.local.servers.ServerKind;
import io.foursigma.local.servers.testing.SharedServers;
import io.foursigma.schemas.Position;
import io.foursigma.schemas.Reading;
import io.foursigma.schemas.settings.Settings;
import io.foursigma.schemas.settings.SettingsTable;
import io.foursigma.stores.DeadLetterLog;
import io.foursigma.stores.LetterPage;
import io.foursigma.stores.LetterQuery;
import io.foursigma.stores.Samples;
import io.foursigma.stores.StoreException;
import io.foursigma.stores.kafka.DeadLetterReplay.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

@Timeout(120)
final class DeadLetterReplayIT {

    @RegisterExtension
    static final SharedServers SERVERS = SharedServers.of(ServerKind.KAFKA);

    private static final Position POSITION = Samples.deadLetter(7, 0).position();
    private static final byte[] VALUE = "[repaired]".getBytes(UTF_8);
    private static final List<Reading> READINGS = List.of(new Reading("a", 1, 2.5), new Reading("b", 2, 3));

    private Settings settings = Settings.defaults();

    @BeforeEach
    void keepLetters() {
        settings = KafkaLogs.settings(SERVERS.kafkaBootstrap());
        new KafkaTopics(settings).ensure();
        try (DeadLetterLog log = new KafkaDeadLetterLog(settings)) {
            log.append(List.of(Samples.deadLetter(7, 0), Samples.deadLetter(8, 0), Samples.deadLetter(7, 0)))
                    .toCompletableFuture()
                    .join();
            log.appendRefused(List.of(Samples.refusedDocument(9, "a"), Samples.refusedDocument(9, "b")))
                    .toCompletableFuture()
                    .join();
        }
    }

    @Test
    void readingsAndMarkAreWrittenOnceHoweverOftenItIsStarted() {
        assertThat(replay()).isEqualTo(Outcome.REPLAYED);
        assertThat(replay()).isEqualTo(Outcome.ALREADY_REPLAYED);
        assertThat(replay()).isEqualTo(Outcome.ALREADY_REPLAYED);
        assertReadingsStandOnce();
        FoundLetters found = new DeadLetterReader(settings).find(POSITION);
        assertThat(found.letter().orElseThrow().letter()).isEqualTo(Samples.deadLetter(7, 0));
        assertThat(found.replayed().orElseThrow().value()).isEqualTo(VALUE);
    }

    @Test
    void ofReplaysAtTheSameTimeOneWrites() throws Exception {
        int replays = 4;
        CyclicBarrier together = new CyclicBarrier(replays);
        ExecutorService threads = Executors.newFixedThreadPool(replays);
        List<Future<Outcome>> started = new ArrayList<>();
        for (int i = 0; i < replays; i++) {
            started.add(threads.submit(() -> {
                together.await();
                return replay();
            }));
        }
        List<Outcome> outcomes = new ArrayList<>();
        for (Future<Outcome> one : started) {
            outcomes.add(one.get());
        }
        threads.shutdown();
        assertThat(outcomes).containsOnlyOnce(Outcome.REPLAYED).hasSize(replays);
        assertReadingsStandOnce();
    }

    @Test
    void replayThatHungInItsTransactionIsFencedAndLeavesNothing() {
        try (Producer<byte[], byte[]> hung = transactional(".replay." + POSITION.id())) {
            begin(hung, POSITION);
            assertThat(replay()).isEqualTo(Outcome.REPLAYED);
            assertThatThrownBy(hung::commitTransaction)
                    .hasMessageContaining("newer producer with the same transactionalId");
        }
        assertReadingsStandOnce();
    }

    /** The mark lies behind records of a transaction that hangs until the broker aborts it. */
    @Test
    void markBehindAnOpenTransactionOfAnotherIsWaitedForNotOverlooked() {
        try (Producer<byte[], byte[]> hanging = transactional("-hanging");
                Producer<byte[], byte[]> first = transactional("-first")) {
            begin(hanging, Samples.position(1_000));
            begin(first, POSITION);
            first.commitTransaction();
            assertThat(replay()).isEqualTo(Outcome.ALREADY_REPLAYED);
        }
        assertThat(committedReadings()).hasSize(1);
    }

    @Test
    void whatIsNoDeadLetterIsNotReplayed() {
        DeadLetterReplay replay = new DeadLetterReplay(settings);
        Position unknown = Samples.deadLetter(99, 0).position();
        assertThatThrownBy(() -> replay.replay(unknown, VALUE, READINGS))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("there is no dead letter at " + unknown.id());
        assertThat(committedReadings()).isEmpty();
    }

    @Test
    void listShowsEachOnceAndWhatWasReplayed() {
        replay();
        LetterPage page = new DeadLetterReader(settings)
                .page(new LetterQuery(
                        "", OptionalInt.empty(), Optional.empty(), LetterQuery.Order.OLDEST_FIRST, 0, 100));
        assertThat(page.matching()).isEqualTo(4);
        assertThat(page.rows())
                .extracting(row -> row.position().offset() + " " + row.documentId() + " " + row.replayed())
                .containsExactlyInAnyOrder("7 null true", "8 null false", "9 a false", "9 b false");
    }

    @Test
    void allThatIsKeptOfOnePositionIsFound() {
        FoundLetters found = new DeadLetterReader(settings).find(Samples.position(9));
        assertThat(found.letter()).isEmpty();
        assertThat(found.refused()).extracting(one -> one.document().id()).containsExactly("a", "b");
        assertThat(new DeadLetterReader(settings).find(Samples.position(10)).isEmpty())
                .isTrue();
    }

    private Outcome replay() {
        return new DeadLetterReplay(settings).replay(POSITION, VALUE, READINGS);
    }

    private void begin(Producer<byte[], byte[]> producer, Position marked) {
        producer.initTransactions();
        producer.beginTransaction();
        Future<?> unusedReading =
                producer.send(new ProducerRecord<>(settings.get(SettingsTable.READINGS_TOPIC), VALUE, VALUE));
        for (int partition = 0; partition < 2; partition++) {
            Future<?> unusedMark = producer.send(
                    DeadLetterRecord.mark(settings.get(SettingsTable.DEAD_LETTERS_TOPIC), partition, marked, VALUE));
        }
        producer.flush();
    }

    private Producer<byte[], byte[]> transactional(String suffix) {
        Map<String, Object> config = Map.of(
                "bootstrap.servers",
                settings.get(SettingsTable.KAFKA_BOOTSTRAP),
                "transactional.id",
                settings.get(SettingsTable.DEAD_LETTERS_TOPIC) + suffix,
                "transaction.timeout.ms",
                5_000);
        return new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
    }

    private void assertReadingsStandOnce() {
        assertThat(committedReadings())
                .containsExactlyInAnyOrder(
                        "a={\"sensor\":\"a\",\"time\":1,\"value\":2.5}",
                        "b={\"sensor\":\"b\",\"time\":2,\"value\":3.0}");
    }

    private List<String> committedReadings() {
        return KafkaLogs.committed(settings, settings.get(SettingsTable.READINGS_TOPIC)).stream()
                .map(record -> new String(record.key(), UTF_8) + "=" + new String(record.value(), UTF_8))
                .toList();
    }
}
