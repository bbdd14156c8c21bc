// SPDX-License-Identifier: Apache-2.0
package io.foursigma.bench.storm;

import io.foursigma.schemas.Run;
import io.foursigma.schemas.settings.Settings;
import io.foursigma.schemas.settings.SettingsTable;
import io.foursigma.spouts.ReadingsSpout;
import io.foursigma.stores.ReadingsTopic;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Objects;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.storm.generated.ComponentObject;
import org.apache.storm.generated.SpoutSpec;
import org.apache.storm.generated.StormTopology;
import org.apache.storm.kafka.spout.FirstPollOffsetStrategy;
import org.apache.storm.kafka.spout.KafkaSpout;
import org.apache.storm.kafka.spout.KafkaSpoutConfig;
import org.apache.storm.tuple.Values;
import org.apache.storm.utils.Utils;

/** Storm's own spout in place of ours: a tuple a record, each a run of its own. For new topics without gaps only. */
final class StockSpout {

    private static final int POLL_RECORDS = 5_000;
    private static final int MAX_UNCOMMITTED = 10_000_000;

    private StockSpout() {}

    /** Puts it into the graph. */
    static void replaceReadings(StormTopology topology, Settings settings, ReadingsTopic topic) {
        String topicId = topic.id();
        KafkaSpoutConfig<byte[], byte[]> config = new KafkaSpoutConfig.Builder<byte[], byte[]>(
                        settings.get(SettingsTable.KAFKA_BOOTSTRAP), settings.get(SettingsTable.READINGS_TOPIC))
                .setProp(ConsumerConfig.GROUP_ID_CONFIG, settings.get(SettingsTable.KAFKA_GROUP))
                .setProp(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class)
                .setProp(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class)
                .setProp(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, POLL_RECORDS)
                .setFirstPollOffsetStrategy(FirstPollOffsetStrategy.UNCOMMITTED_EARLIEST)
                .setMaxUncommittedOffsets(MAX_UNCOMMITTED)
                .setRecordTranslator(
                        record -> new Values(
                                record.partition(),
                                new Run(
                                        topicId,
                                        record.partition(),
                                        record.offset(),
                                        record.offset() + 1,
                                        0,
                                        0,
                                        List.of(new Run.Item(record.offset(), record.timestamp(), record.value())))),
                        ReadingsSpout.FIELDS)
                .build();
        SpoutSpec readings =
                Objects.requireNonNull(topology.get_spouts().get("readings"), "the spout that is called readings");
        ByteBuffer serialised = ByteBuffer.wrap(Utils.javaSerialize(new KafkaSpout<>(config)));
        readings.set_spout_object(ComponentObject.serialized_java(serialised));
    }
}
