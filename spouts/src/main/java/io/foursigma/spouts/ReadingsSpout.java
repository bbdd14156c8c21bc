// SPDX-License-Identifier: Apache-2.0
package io.foursigma.spouts;

import static io.foursigma.schemas.settings.SettingsTable.KAFKA_BOOTSTRAP;
import static io.foursigma.schemas.settings.SettingsTable.KAFKA_GROUP;
import static io.foursigma.schemas.settings.SettingsTable.READINGS_TOPIC;

import io.foursigma.schemas.settings.Settings;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.storm.kafka.spout.FirstPollOffsetStrategy;
import org.apache.storm.kafka.spout.KafkaSpout;
import org.apache.storm.kafka.spout.KafkaSpoutConfig;
import org.apache.storm.tuple.Fields;

/** The configured {@link KafkaSpout}: the topic of readings to runs, at least once. */
public final class ReadingsSpout {

    /** The partition, to group by, and the run. */
    public static final Fields FIELDS = new Fields("partition", "run");

    private static final long COMMIT_PERIOD_MILLIS = 500;

    /** The spout looks for new partitions in what its client knows, and that would ask Kafka once in five minutes. */
    private static final int METADATA_AGE_MILLIS = 10_000;

    private ReadingsSpout() {}

    /**
     * A spout that goes on from the group's committed offsets, or from the beginning where there are none, and replays
     * what fails for as long as it fails: a finite number of retries would end in a silent acknowledgement.
     *
     * @param settings where Kafka is, and the names of group and topic
     * @param topicId Kafka's id of the topic, which becomes a part of every position
     */
    public static KafkaSpout<byte[], byte[]> of(Settings settings, String topicId) {
        KafkaSpoutConfig<byte[], byte[]> config = new KafkaSpoutConfig.Builder<byte[], byte[]>(
                        settings.get(KAFKA_BOOTSTRAP), settings.get(READINGS_TOPIC))
                .setProp(ConsumerConfig.GROUP_ID_CONFIG, settings.get(KAFKA_GROUP))
                .setProp(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class)
                .setProp(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class)
                .setProp(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 2_000)
                .setProp(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed")
                .setProp(ConsumerConfig.METADATA_MAX_AGE_CONFIG, METADATA_AGE_MILLIS)
                .setFirstPollOffsetStrategy(FirstPollOffsetStrategy.UNCOMMITTED_EARLIEST)
                .setProcessingGuarantee(KafkaSpoutConfig.ProcessingGuarantee.AT_LEAST_ONCE)
                .setOffsetCommitPeriodMs(COMMIT_PERIOD_MILLIS)
                .setRecordTranslator(new RunTranslator(topicId))
                .build();
        return new KafkaSpout<>(config);
    }
}
