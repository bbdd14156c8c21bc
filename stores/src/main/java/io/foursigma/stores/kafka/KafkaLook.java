// SPDX-License-Identifier: Apache-2.0
package io.foursigma.stores.kafka;

import io.foursigma.schemas.Run;
import io.foursigma.schemas.settings.Settings;
import io.foursigma.schemas.settings.SettingsTable;
import io.foursigma.stores.Allowance;
import io.foursigma.stores.ReadingHistory.Look;
import io.foursigma.stores.ReadingOffsets.Span;
import io.foursigma.stores.StoreException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** One look into the topic of readings: what the spout reads, committed records only. */
final class KafkaLook implements Look {

    private static final byte[] NOTHING = {};
    private static final int REQUEST_MILLIS = 3_000;
    private static final int POLL_RECORDS = 5_000;
    private static final int FETCH_BYTES = 8 << 20;
    private static final int FETCH_WAIT_MILLIS = 20;
    private static final Duration POLL = Duration.ofMillis(250);
    private static final Duration CLOSE = Duration.ofSeconds(1);

    private final Settings settings;
    private final TopicDescription topic;
    private final Allowance allowance;
    private final Runnable closed;
    private final KafkaConsumer<byte[], byte[]> kafka;

    KafkaLook(Settings settings, TopicDescription topic, Allowance allowance, Runnable closed) {
        this.settings = settings;
        this.topic = topic;
        this.allowance = allowance;
        this.closed = closed;
        this.kafka = new KafkaConsumer<>(config(settings), new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    private static Map<String, Object> config(Settings settings) {
        return Map.ofEntries(
                Map.entry(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, settings.get(SettingsTable.KAFKA_BOOTSTRAP)),
                Map.entry(
                        ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                        IsolationLevel.READ_COMMITTED.name().toLowerCase(Locale.ROOT)),
                Map.entry(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false),
                Map.entry(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false),
                // An offset that retention has deleted meanwhile is an error, never another offset.
                Map.entry(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none"),
                Map.entry(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, POLL_RECORDS),
                Map.entry(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, FETCH_BYTES),
                // A fetch ahead at the end of the log must not hold up the next part, which lies before it.
                Map.entry(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, FETCH_WAIT_MILLIS),
                Map.entry(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, REQUEST_MILLIS),
                Map.entry(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 2 * REQUEST_MILLIS));
    }

    @Override
    public String topicId() {
        return topic.topicId().toString();
    }

    @Override
    public SortedMap<Integer, Span> spans() {
        return ask(() -> {
            List<TopicPartition> all = topic.partitions().stream()
                    .map(info -> partition(info.partition()))
                    .toList();
            Map<TopicPartition, Long> ends = kafka.endOffsets(all);
            SortedMap<Integer, Span> spans = new TreeMap<>();
            kafka.beginningOffsets(all)
                    .forEach((partition, start) -> spans.put(
                            partition.partition(), new Span(start, Objects.requireNonNull(ends.get(partition)))));
            return spans;
        });
    }

    @Override
    public long recordsLeft() {
        return allowance.recordsLeft();
    }

    @Override
    public long read(int number, long from, long to, Consumer<Run.Item> taker) {
        return ask(() -> {
            TopicPartition partition = partition(number);
            kafka.assign(List.of(partition));
            kafka.seek(partition, from);
            long position = from;
            while (position < to && allowance.recordsLeft() > 0) {
                for (ConsumerRecord<byte[], byte[]> record :
                        kafka.poll(allowance.wait(POLL)).records(partition)) {
                    if (record.offset() >= to) {
                        return to;
                    }
                    if (allowance.recordsLeft() == 0) {
                        return record.offset();
                    }
                    byte[] value = record.value();
                    allowance.spend(value == null ? NOTHING : value);
                    taker.accept(new Run.Item(record.offset(), record.timestamp(), value));
                }
                position = kafka.position(partition);
            }
            return Math.min(position, to);
        });
    }

    @Override
    public long offsetAt(int number, long timestamp) {
        return ask(() -> {
            TopicPartition partition = partition(number);
            OffsetAndTimestamp found = kafka.offsetsForTimes(Map.of(partition, Math.max(0, timestamp)))
                    .get(partition);
            return found == null
                    ? Objects.requireNonNull(
                            kafka.endOffsets(List.of(partition)).get(partition))
                    : found.offset();
        });
    }

    @Override
    public void close() {
        try {
            kafka.close(CloseOptions.timeout(CLOSE));
        } finally {
            closed.run();
        }
    }

    private TopicPartition partition(int number) {
        return new TopicPartition(topic.name(), number);
    }

    private <T> T ask(Supplier<T> question) {
        try {
            return question.get();
        } catch (KafkaException e) {
            throw unanswered(settings, e);
        }
    }

    static StoreException unanswered(Settings settings, Throwable cause) {
        return new StoreException(
                "Kafka at " + settings.get(SettingsTable.KAFKA_BOOTSTRAP) + " does not hand over readings of the topic "
                        + settings.get(SettingsTable.READINGS_TOPIC) + ": " + cause + "; start it, or correct "
                        + SettingsTable.KAFKA_BOOTSTRAP.name(),
                cause);
    }
}
