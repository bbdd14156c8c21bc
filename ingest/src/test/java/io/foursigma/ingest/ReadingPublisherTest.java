// SPDX-License-Identifier: Apache-2.0
package io.foursigma.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.foursigma.schemas.Reading;
import io.foursigma.schemas.settings.Settings;
import io.foursigma.schemas.settings.SettingsTable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class ReadingPublisherTest {

    private final MemoryTransport kafka = new MemoryTransport();
    private final ReadingPublisher publisher =
            new ReadingPublisher(Settings.defaults().with(SettingsTable.READINGS_MAX_BYTES, "1000"), kafka);

    @Test
    void aReadingGoesUnderItsSensorAsJson() {
        publisher.publish(new Reading("Gewächshaus/1", 1_700_000_000_123L, 21.375));
        assertThat(kafka.lines)
                .containsExactly(
                        "Gewächshaus/1={\"sensor\":\"Gewächshaus/1\",\"time\":1700000000123,\"value\":21.375}");
    }

    @Test
    void rawBytesGoUnchangedWithAndWithoutKey() {
        publisher.publishRaw(null, "no json".getBytes(UTF_8));
        publisher.publishRaw("k".getBytes(UTF_8), "{".getBytes(UTF_8));
        assertThat(kafka.lines).containsExactly("null=no json", "k={");
    }

    @Test
    void sentAndAcknowledgedAreCountedApart() {
        publisher.publish(new Reading("a", 1, 1));
        publisher.publish(new Reading("a", 2, 2));
        assertThat(publisher.sent()).isEqualTo(2);
        assertThat(publisher.acknowledged()).isZero();
        publisher.flush();
        assertThat(publisher.acknowledged()).isEqualTo(2);
    }

    @Test
    void aRecordAboveTheLimitIsRefusedBeforeKafkaAndTheNextOneGoes() {
        publisher.publishRaw(null, new byte[1_000]);
        assertThatThrownBy(() -> publisher.publishRaw(null, new byte[1_001]))
                .isInstanceOf(RecordTooLargeException.class)
                .hasMessageContaining("1001 bytes")
                .hasMessageContaining("readings.max-bytes = 1000")
                .satisfies(
                        e -> assertThat(((RecordTooLargeException) e).bytes()).isEqualTo(1_001));
        publisher.publishRaw(null, new byte[1]);
        assertThat(kafka.lines).hasSize(2);
        assertThat(publisher.sent()).isEqualTo(2);
    }

    @Test
    void theFirstErrorIsThrownByFlushAndByAllThatFollows() {
        publisher.publish(new Reading("a", 1, 1));
        kafka.error = new TimeoutException("120000 ms have passed");
        assertThatThrownBy(publisher::flush)
                .isInstanceOf(PublishException.class)
                .hasMessage("readings could not be published to the topic 'readings' of Kafka at 127.0.0.1:9092:"
                        + " 120000 ms have passed; see that Kafka runs, that the topic exists and that"
                        + " kafka.bootstrap-servers is its address");
        kafka.error = null;
        assertThatThrownBy(() -> publisher.publish(new Reading("a", 2, 2))).isInstanceOf(PublishException.class);
        assertThatThrownBy(publisher::flush).isInstanceOf(PublishException.class);
        assertThat(kafka.lines).hasSize(1);
    }

    @Test
    void aBrokersOwnLimitIsNamedAsSuch() {
        publisher.publish(new Reading("a", 1, 1));
        kafka.error = new org.apache.kafka.common.errors.RecordTooLargeException("too large");
        assertThatThrownBy(publisher::flush).hasMessageContaining("raise the topic's max.message.bytes");
    }

    @Test
    void closingReleasesTheTransport() {
        publisher.close();
        assertThat(kafka.closed).isTrue();
    }

    @Test
    void theProducerIsIdempotentAndRetriesUntilTheDeliveryTimeout() {
        Map<String, Object> configuration =
                KafkaTransport.configuration("127.0.0.1:9092", 1_000_000, Duration.ofMinutes(2));
        assertThat(configuration)
                .containsEntry(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true)
                .containsEntry(ProducerConfig.ACKS_CONFIG, "all")
                .containsEntry(ProducerConfig.RETRIES_CONFIG, Integer.MAX_VALUE)
                .containsEntry(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 120_000)
                .containsEntry(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, 1_016_384);
    }

    @Test
    void theBufferHoldsTheLargestRecordThatSettingsAllow() {
        Map<String, Object> configuration =
                KafkaTransport.configuration("127.0.0.1:9092", 100_000_000, Duration.ofMinutes(2));
        assertThat((Long) configuration.get(ProducerConfig.BUFFER_MEMORY_CONFIG))
                .isGreaterThan(100_000_000L);
    }

    @Test
    void anAddressThatCannotBeResolvedIsNamed() {
        Settings settings = Settings.defaults().with(SettingsTable.KAFKA_BOOTSTRAP, "no port");
        assertThatThrownBy(() -> ReadingPublisher.open(settings))
                .isInstanceOf(PublishException.class)
                .hasMessageContaining("no port");
    }

    /** Keeps records in memory; they get their outcome when flushed. */
    private static final class MemoryTransport implements RecordTransport {
        private final List<String> lines = new ArrayList<>();
        private final List<Outcome> open = new ArrayList<>();
        private @Nullable Exception error;
        private boolean closed;

        @Override
        public void send(ProducerRecord<byte[], byte[]> record, Outcome outcome) {
            byte[] key = record.key();
            lines.add((key == null ? "null" : new String(key, UTF_8)) + "=" + new String(record.value(), UTF_8));
            open.add(outcome);
        }

        @Override
        public void flush() {
            open.forEach(outcome -> outcome.completed(error));
            open.clear();
        }

        @Override
        public void close() {
            closed = true;
        }
    }
}
