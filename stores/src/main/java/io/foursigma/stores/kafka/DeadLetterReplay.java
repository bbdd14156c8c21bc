// SPDX-License-Identifier: Apache-2.0
package io.foursigma.stores.kafka;

import io.foursigma.schemas.Position;
import io.foursigma.schemas.Reading;
import io.foursigma.schemas.json.ReadingJson;
import io.foursigma.schemas.settings.Settings;
import io.foursigma.schemas.settings.SettingsTable;
import io.foursigma.stores.StoreClock;
import io.foursigma.stores.StoreException;
import io.foursigma.stores.kafka.DeadLetterScan.Upto;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Replays dead letters, each once: the repaired readings go to the topic of readings, and the mark "replayed" to the
 * topic of dead letters, in one transaction.
 *
 * <p>Two replays of one position that are started at once have the same transactional id. The second to initialise
 * fences the first: a transaction of the first that is open is aborted, one that is being committed is waited for. Only
 * then does it look for the mark, to the end of the log, and writes if there is none. So of two that both found no mark,
 * the first to initialise can no longer commit.
 */
public final class DeadLetterReplay {

    /** What became of a replay. */
    public enum Outcome {
        /** The readings and the mark are written. */
        REPLAYED,
        /** The mark was there already: nothing is written. */
        ALREADY_REPLAYED
    }

    private static final int TRANSACTION_MILLIS = 10_000;
    private static final int REQUEST_MILLIS = 3_000;
    private static final int DELIVERY_MILLIS = 8_000;
    private static final int BLOCK_MILLIS = 30_000;
    private static final Duration LOOK_AGAIN = Duration.ofMillis(200);
    private static final int LOOKS = 100;

    private final Settings settings;
    private final DeadLetterReader reader;

    /** Replays with the topics that are set. */
    public DeadLetterReplay(Settings settings) {
        this.settings = settings;
        this.reader = new DeadLetterReader(settings);
    }

    /**
     * Replays a dead letter, unless it was replayed before.
     *
     * @param position the letter's position
     * @param value the repaired readings as they were given, JSON: what the mark keeps
     * @param readings the same, read and found good; at least one
     * @throws StoreException if Kafka does not answer, if there is no such letter, or if the outcome is not known.
     *     Starting it again is safe
     */
    public Outcome replay(Position position, byte[] value, List<Reading> readings) {
        try (Producer<byte[], byte[]> producer = producer(position)) {
            producer.initTransactions();
            FoundLetters found = reader.find(position, Upto.END);
            if (found.replayed().isPresent()) {
                return Outcome.ALREADY_REPLAYED;
            }
            int partition = found.letterPartition()
                    .orElseThrow(() -> new StoreException("there is no dead letter at " + position.id()));
            write(producer, DeadLetterRecord.mark(deadLetters(), partition, position, value), readings);
            return Outcome.REPLAYED;
        } catch (KafkaException e) {
            if (isFenced(e)) {
                return awaitOther(position);
            }
            throw new StoreException(
                    "Kafka at " + settings.get(SettingsTable.KAFKA_BOOTSTRAP) + " does not take the replay of "
                            + position.id() + ": " + e + "; see to its brokers, and start it again: what is replayed"
                            + " already is not replayed twice",
                    e);
        }
    }

    private void write(Producer<byte[], byte[]> producer, ProducerRecord<byte[], byte[]> mark, List<Reading> readings) {
        producer.beginTransaction();
        for (Reading reading : readings) {
            Future<?> unused = producer.send(new ProducerRecord<>(
                    settings.get(SettingsTable.READINGS_TOPIC),
                    reading.sensor().getBytes(StandardCharsets.UTF_8),
                    ReadingJson.bytes(reading)));
        }
        Future<?> unused = producer.send(mark);
        // Fails where any of them has failed.
        producer.commitTransaction();
    }

    /** Another replay of this position has taken over; its mark appears soon, or it has failed. */
    private Outcome awaitOther(Position position) {
        for (int look = 0; look < LOOKS; look++) {
            if (reader.find(position, Upto.END).replayed().isPresent()) {
                return Outcome.ALREADY_REPLAYED;
            }
            StoreClock.SYSTEM.sleep(LOOK_AGAIN);
        }
        throw new StoreException("another replay of " + position.id()
                + " was started at the same time and has not come to its end; start it again");
    }

    private static boolean isFenced(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof ProducerFencedException || cause instanceof InvalidProducerEpochException) {
                return true;
            }
        }
        return false;
    }

    private String deadLetters() {
        return settings.get(SettingsTable.DEAD_LETTERS_TOPIC);
    }

    private Producer<byte[], byte[]> producer(Position position) {
        Map<String, Object> config = new HashMap<>();
        config.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, settings.get(SettingsTable.KAFKA_BOOTSTRAP));
        config.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, deadLetters() + ".replay." + position.id());
        config.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, TRANSACTION_MILLIS);
        config.put(ProducerConfig.ACKS_CONFIG, "all");
        config.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, REQUEST_MILLIS);
        config.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, DELIVERY_MILLIS);
        config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, BLOCK_MILLIS);
        config.put(
                ProducerConfig.MAX_REQUEST_SIZE_CONFIG, KafkaLimits.of(settings).deadLettersBytes());
        return new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
    }
}
