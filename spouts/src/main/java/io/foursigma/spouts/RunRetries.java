// SPDX-License-Identifier: Apache-2.0
package io.foursigma.spouts;

import java.io.Serializable;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.TopicPartition;
import org.apache.storm.kafka.spout.KafkaSpoutMessageId;
import org.apache.storm.kafka.spout.KafkaSpoutRetryService;
import org.jspecify.annotations.Nullable;

/**
 * Retries what failed for as long as it fails: a finite number would end in a silent acknowledgement (rule 4). The first
 * retry is made at once, the next ones after delays that double from 4 ms to 2 s. Each copy has an id object of its own,
 * so that a word about an older one can be told from a word about the present one.
 *
 * <p>In the order of offsets: after a crash thousands of runs are to be retried, and Storm's own services look through
 * all of them for each.
 */
final class RunRetries implements KafkaSpoutRetryService {

    private static final long serialVersionUID = 1;

    private static final long FIRST_DELAY_NANOS = TimeUnit.MILLISECONDS.toNanos(4);
    private static final long MAX_DELAY_NANOS = TimeUnit.SECONDS.toNanos(2);

    /** So many failures are remembered; the delay does not grow any more by then. */
    private static final int MOST_FAILURES = 12;

    private final NanoClock clock;
    private final HashMap<TopicPartition, TreeMap<Long, Retry>> partitions = new HashMap<>();

    RunRetries(NanoClock clock) {
        this.clock = clock;
    }

    /** To be sent again from a time on. */
    private record Retry(KafkaSpoutMessageId id, long readyNanos) implements Serializable {}

    @Override
    public boolean schedule(KafkaSpoutMessageId id) {
        partitions
                .computeIfAbsent(id.getTopicPartition(), partition -> new TreeMap<>())
                .put(id.offset(), new Retry(id, clock.getAsLong() + delay(id.numFails())));
        return true;
    }

    private static long delay(int failures) {
        if (failures <= 1) {
            return 0;
        }
        int doublings = Math.min(failures, MOST_FAILURES) - 2;
        return Math.min(FIRST_DELAY_NANOS << doublings, MAX_DELAY_NANOS);
    }

    /** Makes what is scheduled ready now. */
    void hasten(KafkaSpoutMessageId id) {
        TreeMap<Long, Retry> retries = partitions.get(id.getTopicPartition());
        if (retries != null) {
            retries.computeIfPresent(id.offset(), (offset, retry) -> new Retry(retry.id, clock.getAsLong()));
        }
    }

    @Override
    public boolean remove(KafkaSpoutMessageId id) {
        TreeMap<Long, Retry> retries = partitions.get(id.getTopicPartition());
        return retries != null && retries.remove(id.offset()) != null;
    }

    @Override
    public boolean retainAll(Collection<TopicPartition> assigned) {
        return partitions.keySet().retainAll(assigned);
    }

    @Override
    public Map<TopicPartition, Long> earliestRetriableOffsets() {
        Map<TopicPartition, Long> earliest = new HashMap<>();
        long now = clock.getAsLong();
        partitions.forEach((partition, retries) -> {
            for (Retry retry : retries.values()) {
                if (ready(retry, now)) {
                    earliest.put(partition, retry.id.offset());
                    return;
                }
            }
        });
        return earliest;
    }

    @Override
    public boolean isReady(KafkaSpoutMessageId id) {
        Retry retry = retry(id);
        return retry != null && ready(retry, clock.getAsLong());
    }

    @Override
    public boolean isScheduled(KafkaSpoutMessageId id) {
        return retry(id) != null;
    }

    private @Nullable Retry retry(KafkaSpoutMessageId id) {
        TreeMap<Long, Retry> retries = partitions.get(id.getTopicPartition());
        return retries == null ? null : retries.get(id.offset());
    }

    private static boolean ready(Retry retry, long now) {
        return retry.readyNanos - now <= 0;
    }

    @Override
    public int readyMessageCount() {
        long now = clock.getAsLong();
        return partitions.values().stream()
                .mapToInt(retries -> (int) retries.values().stream()
                        .filter(retry -> ready(retry, now))
                        .count())
                .sum();
    }

    /** An id of its own for the next copy, which has failed as often as the ones before. */
    @Override
    public KafkaSpoutMessageId getMessageId(TopicPartition partition, long offset) {
        KafkaSpoutMessageId id = new KafkaSpoutMessageId(partition, offset);
        Retry retry = retry(id);
        int failures = retry == null ? 0 : Math.min(retry.id.numFails(), MOST_FAILURES);
        for (int failure = 0; failure < failures; failure++) {
            id.incrementNumFails();
        }
        return id;
    }
}
