// SPDX-License-Identifier: Apache-2.0
package io.foursigma.stores.kafka;

import io.foursigma.schemas.settings.Settings;
import io.foursigma.schemas.settings.SettingsTable;
import io.foursigma.stores.PolicyReader.Entry;
import io.foursigma.stores.PolicyReader.Listener;
import io.foursigma.stores.StoreClock;
import io.foursigma.stores.StoreException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One reading of the topic of policies, from its beginning until something fails.
 *
 * <p>A consumer does not say that its broker is away, it only hands over nothing; and it may go on with a topic that was
 * made anew as if it were the old one. So the broker is asked for both every {@value #LOOK_EVERY_MILLIS} ms.
 */
final class PolicyFollower implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(PolicyFollower.class);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration ANSWER = Duration.ofSeconds(3);
    private static final long LOOK_EVERY_MILLIS = 2_000;

    private final PolicyTopic topic;
    private final Listener listener;
    private final TopicPartition partition;
    private final KafkaConsumer<byte[], byte[]> kafka;
    private Uuid id = Uuid.ZERO_UUID;
    private long end;
    private boolean caughtUp;
    private long lookedAt;
    private boolean odd;

    PolicyFollower(Settings settings, PolicyTopic topic, Listener listener) {
        this.topic = topic;
        this.listener = listener;
        this.partition = new TopicPartition(settings.get(SettingsTable.POLICIES_TOPIC), PolicyRecords.PARTITION);
        this.kafka = DeadLetterScan.consumer(settings);
    }

    /** Goes to the log's beginning. @throws StoreException if the topic is absent, or Kafka does not answer */
    void begin() {
        id = topic.id();
        kafka.assign(List.of(partition));
        kafka.seekToBeginning(List.of(partition));
        end = logEnd();
        lookedAt = StoreClock.SYSTEM.nanoTime();
        listener.began();
    }

    /**
     * Hands over what has come.
     *
     * @return whether it has caught up with this step
     * @throws StoreException if the topic is another one, or Kafka does not answer
     */
    boolean step() {
        List<Entry> entries = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> record : kafka.poll(POLL)) {
            try {
                entries.add(new Entry(record.offset(), PolicyRecords.read(record)));
            } catch (IOException noPolicy) {
                passOver(record, noPolicy);
            }
        }
        if (!entries.isEmpty()) {
            listener.changed(entries);
        }
        boolean catchesUp = !caughtUp && kafka.position(partition, ANSWER) >= end;
        if (catchesUp) {
            caughtUp = true;
            listener.caughtUp();
        }
        long now = StoreClock.SYSTEM.nanoTime();
        if (now - lookedAt >= Duration.ofMillis(LOOK_EVERY_MILLIS).toNanos()) {
            lookedAt = now;
            look();
        }
        return catchesUp;
    }

    private void look() {
        if (!topic.id().equals(id) || logEnd() < kafka.position(partition, ANSWER)) {
            throw new StoreException("the topic " + partition.topic() + " was made anew, or cut off; it is read again");
        }
    }

    private long logEnd() {
        return Objects.requireNonNull(
                kafka.endOffsets(List.of(partition), ANSWER).get(partition));
    }

    private void passOver(ConsumerRecord<byte[], byte[]> record, IOException reason) {
        if (!odd) {
            odd = true;
            LOG.warn(
                    "the record at offset {} of {} is no policy: {}; it is passed over, as are others like it",
                    record.offset(),
                    partition,
                    reason.getMessage());
        }
    }

    @Override
    public void close() {
        kafka.close(CloseOptions.timeout(POLL));
    }
}
