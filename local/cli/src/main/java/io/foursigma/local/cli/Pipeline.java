// SPDX-License-Identifier: Apache-2.0
package io.foursigma.local.cli;

import static io.foursigma.schemas.settings.SettingsTable.KAFKA_BOOTSTRAP;
import static io.foursigma.schemas.settings.SettingsTable.KAFKA_GROUP;
import static io.foursigma.schemas.settings.SettingsTable.READINGS_TOPIC;
import static io.foursigma.schemas.settings.SettingsTable.STATE_BUCKETS;

import io.foursigma.schemas.Ledger;
import io.foursigma.schemas.Progress;
import io.foursigma.schemas.settings.Settings;
import io.foursigma.stores.Ledgers;
import io.foursigma.stores.StateReader;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** How far the pipeline has come, seen from outside: Kafka's offsets beside the durable state. */
public final class Pipeline implements AutoCloseable {

    private final Settings settings;
    private final StateReader state;
    private final Admin admin;

    /** Looks on through this reader, which stays the caller's. */
    public Pipeline(Settings settings, StateReader state) {
        this(settings, state, Duration.ofMinutes(1));
    }

    /**
     * Looks on through this reader, which stays the caller's.
     *
     * @param patience how long Kafka may take to answer
     */
    public Pipeline(Settings settings, StateReader state, Duration patience) {
        this.settings = settings;
        this.state = state;
        int millis = Math.toIntExact(patience.toMillis());
        admin = Admin.create(Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
                settings.get(KAFKA_BOOTSTRAP),
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                millis,
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
                millis / 2));
    }

    /** Kafka's id of the topic of readings. */
    public String topicId() throws InterruptedException {
        String topic = settings.get(READINGS_TOPIC);
        try {
            return admin.describeTopics(List.of(topic))
                    .allTopicNames()
                    .get()
                    .values()
                    .iterator()
                    .next()
                    .topicId()
                    .toString();
        } catch (ExecutionException e) {
            throw unanswered(e);
        }
    }

    /** The end offset of every partition of the topic of readings. */
    public Map<Integer, Long> ends() throws InterruptedException {
        String topic = settings.get(READINGS_TOPIC);
        try {
            Map<TopicPartition, OffsetSpec> latest = admin
                    .describeTopics(List.of(topic))
                    .allTopicNames()
                    .get()
                    .values()
                    .iterator()
                    .next()
                    .partitions()
                    .stream()
                    .collect(Collectors.toMap(
                            info -> new TopicPartition(topic, info.partition()), info -> OffsetSpec.latest()));
            Map<Integer, Long> ends = new HashMap<>();
            admin.listOffsets(latest)
                    .all()
                    .get()
                    .forEach((partition, end) -> ends.put(partition.partition(), end.offset()));
            return ends;
        } catch (ExecutionException e) {
            throw unanswered(e);
        }
    }

    /**
     * Whether every record before {@code ends} is done with: each bucket's next offset has reached the end, and the
     * group has committed it, which it does when the sinks have acknowledged too, unless a run has timed out meanwhile.
     */
    public boolean reached(Map<Integer, Long> ends) throws InterruptedException {
        Map<Integer, Long> committed = committed();
        boolean allCommitted =
                ends.entrySet().stream().allMatch(end -> committed.getOrDefault(end.getKey(), 0L) >= end.getValue());
        return allCommitted && durable(state.statsProgress(), ends) && durable(state.windowsProgress(), ends);
    }

    /** The ledger, from durable state. */
    public Ledger ledger() {
        return Ledgers.of(state, settings.get(STATE_BUCKETS));
    }

    @Override
    public void close() {
        admin.close();
    }

    private boolean durable(Map<Integer, Map<Integer, Progress>> buckets, Map<Integer, Long> ends) {
        int count = settings.get(STATE_BUCKETS);
        for (int bucket = 0; bucket < count; bucket++) {
            Map<Integer, Progress> progress = buckets.getOrDefault(bucket, Map.of());
            for (Map.Entry<Integer, Long> end : ends.entrySet()) {
                Progress at = progress.getOrDefault(end.getKey(), Progress.at(0));
                if (at.next() < end.getValue()) {
                    return false;
                }
            }
        }
        return true;
    }

    /** The offset of every partition up to which the group is done; a partition that it never committed is missing. */
    public Map<Integer, Long> committed() throws InterruptedException {
        try {
            Map<TopicPartition, OffsetAndMetadata> offsets = admin.listConsumerGroupOffsets(settings.get(KAFKA_GROUP))
                    .partitionsToOffsetAndMetadata()
                    .get();
            Map<Integer, Long> committed = new HashMap<>();
            offsets.forEach((partition, offset) -> {
                if (offset != null && partition.topic().equals(settings.get(READINGS_TOPIC))) {
                    committed.put(partition.partition(), offset.offset());
                }
            });
            return committed;
        } catch (ExecutionException e) {
            throw unanswered(e);
        }
    }

    private CliException unanswered(ExecutionException e) {
        return new CliException(
                CliException.FAILED,
                "Kafka at " + settings.get(KAFKA_BOOTSTRAP) + " does not tell its offsets: " + e.getCause()
                        + "; see that it runs");
    }
}
