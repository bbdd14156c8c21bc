// SPDX-License-Identifier: Apache-2.0
package io.foursigma.stores.kafka;

import io.foursigma.schemas.settings.Settings;
import io.foursigma.schemas.settings.SettingsTable;
import io.foursigma.stores.KeptLetter;
import io.foursigma.stores.ReadingOffsets.Span;
import io.foursigma.stores.StoreException;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntFunction;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Reads the topic of dead letters from its beginning, partition by partition. Of transactions only those that are
 * committed are read: a mark that a letter was replayed is seen if and only if its readings are.
 */
final class DeadLetterScan {

    private static final int REQUEST_MILLIS = 5_000;
    private static final Duration POLL = Duration.ofMillis(500);
    private static final int EMPTY_POLLS = 60;

    private final Settings settings;

    DeadLetterScan(Settings settings) {
        this.settings = settings;
    }

    /** How far to read. */
    enum Upto {
        /** To the first transaction that is still open. */
        OPEN_TRANSACTION,
        /** To the end of the log as it is now; waits for the transactions that are still open. */
        END
    }

    /** Takes what a partition holds, in its order. */
    @FunctionalInterface
    interface Visitor {
        /** Takes one. */
        void visit(KeptLetter letter);
    }

    /**
     * Hands over all that is kept now, copies included.
     *
     * @param upto how far to read
     * @param visitors gives the visitor of a partition of the topic
     * @throws StoreException if Kafka does not answer, or if the topic holds something else
     */
    void read(Upto upto, IntFunction<Visitor> visitors) {
        String topic = settings.get(SettingsTable.DEAD_LETTERS_TOPIC);
        try (KafkaConsumer<byte[], byte[]> kafka = consumer(settings)) {
            for (Map.Entry<TopicPartition, Long> end : ends(kafka, topic, upto).entrySet()) {
                read(
                        kafka,
                        end.getKey(),
                        end.getValue(),
                        visitors.apply(end.getKey().partition()));
            }
        } catch (KafkaException e) {
            throw unanswered(settings, e);
        }
    }

    private Map<TopicPartition, Long> ends(KafkaConsumer<byte[], byte[]> kafka, String topic, Upto upto) {
        Map<TopicPartition, Long> ends = new TreeMap<>(Comparator.comparingInt(TopicPartition::partition));
        if (upto == Upto.END) {
            try (TopicOffsets offsets = TopicOffsets.ofDeadLetters(settings)) {
                for (Map.Entry<Integer, Span> span : offsets.spans().entrySet()) {
                    ends.put(
                            new TopicPartition(topic, span.getKey()),
                            span.getValue().end());
                }
            }
        } else {
            List<TopicPartition> all = kafka.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(topic, info.partition()))
                    .toList();
            kafka.assign(all);
            ends.putAll(kafka.endOffsets(all));
        }
        return ends;
    }

    private static void read(KafkaConsumer<byte[], byte[]> kafka, TopicPartition partition, long end, Visitor visitor) {
        kafka.assign(List.of(partition));
        kafka.seekToBeginning(List.of(partition));
        long position = kafka.position(partition);
        int emptyPolls = 0;
        while (position < end) {
            for (ConsumerRecord<byte[], byte[]> record : kafka.poll(POLL).records(partition)) {
                if (record.offset() < end) {
                    visitor.visit(DeadLetterRecord.read(record));
                }
            }
            long before = position;
            position = kafka.position(partition);
            emptyPolls = position == before ? emptyPolls + 1 : 0;
            if (emptyPolls == EMPTY_POLLS) {
                throw new StoreException("Kafka hands over nothing of " + partition + " from offset " + position
                        + " on, though it ends at " + end + "; see to its brokers");
            }
        }
    }

    /** A consumer of committed records that belongs to no group. */
    static KafkaConsumer<byte[], byte[]> consumer(Settings settings) {
        Map<String, Object> config = Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                settings.get(SettingsTable.KAFKA_BOOTSTRAP),
                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                IsolationLevel.READ_COMMITTED.name().toLowerCase(Locale.ROOT),
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                false,
                ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
                false,
                ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                REQUEST_MILLIS,
                ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                2 * REQUEST_MILLIS);
        return new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    static StoreException unanswered(Settings settings, KafkaException cause) {
        return new StoreException(
                "Kafka at " + settings.get(SettingsTable.KAFKA_BOOTSTRAP) + " does not hand over the topic "
                        + settings.get(SettingsTable.DEAD_LETTERS_TOPIC) + ": " + cause + "; start it, or correct "
                        + SettingsTable.KAFKA_BOOTSTRAP.name(),
                cause);
    }
}
