// SPDX-License-Identifier: Apache-2.0
package io.foursigma.spouts;

import static io.foursigma.schemas.settings.SettingsTable.KAFKA_BOOTSTRAP;
import static io.foursigma.schemas.settings.SettingsTable.KAFKA_GROUP;
import static io.foursigma.schemas.settings.SettingsTable.READINGS_TOPIC;
import static io.foursigma.schemas.settings.SettingsTable.TOPOLOGY_MAX_PENDING;
import static io.foursigma.schemas.settings.SettingsTable.TOPOLOGY_MESSAGE_TIMEOUT;
import static io.foursigma.schemas.settings.SettingsTable.TOPOLOGY_RESEND_AFTER;

import io.foursigma.schemas.Run;
import io.foursigma.schemas.settings.Settings;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.storm.kafka.spout.FirstPollOffsetStrategy;
import org.apache.storm.kafka.spout.KafkaSpout;
import org.apache.storm.kafka.spout.KafkaSpoutConfig;
import org.apache.storm.tuple.Fields;
import org.apache.storm.tuple.Values;

/** The configured {@link KafkaSpout}: the topic of readings to runs, at least once. */
public final class ReadingsSpout {

    /** The partition, to group by, and the run. */
    public static final Fields FIELDS = new Fields("partition", ReadingsSpout.RUN);

    static final String RUN = "run";

    private static final long COMMIT_PERIOD_MILLIS = 500;

    /** The spout looks for new partitions in what its client knows, and that would ask Kafka once in five minutes. */
    private static final int METADATA_AGE_MILLIS = 10_000;

    private ReadingsSpout() {}

    /** A poll gives several runs of each partition, unless records are large. */
    private static final RunCaps RUN_CAPS = new RunCaps(500, 256 << 10);

    private static final int POLL_RECORDS = 2_000;

    /** With so many there is enough to do: Kafka does not wait for more. */
    private static final int FETCH_BYTES = 64 << 10;

    private static final int FETCH_WAIT_MILLIS = 20;

    /** The same for all partitions of a task. Records that are waiting to be read take none. */
    static final long MAX_BYTES_UNDER_WAY = 32 << 20;

    /** From here it grows with what is acknowledged: some ten thousand readings. */
    static final long FIRST_BYTES_UNDER_WAY = 2 << 20;

    /** A run's share of Storm's timeout that it may wait where sinks are slow. */
    private static final int DELAY_PER_TIMEOUT = 2;

    /**
     * Of each partition, and in runs, since a run is one offset to the spout. What is emitted and not acknowledged is
     * bounded already; this bounds what is acknowledged and waits for an earlier run to be
     * committed with it, at some 300 bytes a run. One poll more may be under way.
     */
    private static final int MAX_UNCOMMITTED_RUNS = 100_000;

    /**
     * A spout that goes on from the group's committed offsets, or from the beginning where there are none, and replays
     * what fails for as long as it fails.
     *
     * @param settings where Kafka is, and the names of group and topic
     * @param topicId Kafka's id of the topic, which becomes a part of every position
     */
    public static KafkaSpout<Void, Run> of(Settings settings, String topicId) {
        int pollRecords = Math.max(1, Math.min(POLL_RECORDS, settings.get(TOPOLOGY_MAX_PENDING) / 2));
        return of(settings, topicId, RUN_CAPS, pollRecords);
    }

    static KafkaSpout<Void, Run> of(Settings settings, String topicId, RunCaps caps, int pollRecords) {
        String topic = settings.get(READINGS_TOPIC);
        NanoClock clock = NanoClock.SYSTEM;
        RunRetries retries = new RunRetries(clock);
        AckedLately acked =
                new AckedLately(clock, settings.get(TOPOLOGY_MESSAGE_TIMEOUT).toNanos() / DELAY_PER_TIMEOUT);
        RunsUnderWay underWay =
                new RunsUnderWay(clock, settings.get(TOPOLOGY_RESEND_AFTER).toNanos(), acked);
        KafkaSpoutConfig<Void, Run> config = new KafkaSpoutConfig.Builder<Void, Run>(
                        settings.get(KAFKA_BOOTSTRAP), topic)
                .setProp(ConsumerConfig.GROUP_ID_CONFIG, settings.get(KAFKA_GROUP))
                .setProp(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, IgnoredKeys.class)
                .setProp(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class)
                .setProp(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, pollRecords)
                // The system's own size, which grows as needed; with Kafka's 64 KiB the broker waits for the reader.
                .setProp(ConsumerConfig.RECEIVE_BUFFER_CONFIG, -1)
                // While little comes, Kafka gathers it: fifty fetches a second cost a tenth of one per millisecond.
                .setProp(ConsumerConfig.FETCH_MIN_BYTES_CONFIG, FETCH_BYTES)
                .setProp(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, FETCH_WAIT_MILLIS)
                .setProp(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed")
                .setProp(ConsumerConfig.METADATA_MAX_AGE_CONFIG, METADATA_AGE_MILLIS)
                .setProp(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false)
                .setProp(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest")
                .setFirstPollOffsetStrategy(FirstPollOffsetStrategy.UNCOMMITTED_EARLIEST)
                .setProcessingGuarantee(KafkaSpoutConfig.ProcessingGuarantee.AT_LEAST_ONCE)
                .setOffsetCommitPeriodMs(COMMIT_PERIOD_MILLIS)
                .setMaxUncommittedOffsets(MAX_UNCOMMITTED_RUNS)
                .setRetry(retries)
                .setTupleListener(underWay)
                .setRecordTranslator(run -> new Values(run.partition(), run.value()), FIELDS)
                .build();
        int enough = Math.max(0, settings.get(TOPOLOGY_MAX_PENDING) - pollRecords); // one poll more may come
        Room room = new Room(underWay, acked, enough, FIRST_BYTES_UNDER_WAY, MAX_BYTES_UNDER_WAY);
        RunClients clients = new RunClients(topic, topicId, caps, room);
        return new RunSpout(config, clients, underWay, retries, clock);
    }
}
