// SPDX-License-Identifier: Apache-2.0
package io.foursigma.bench.cli.latency;

import io.foursigma.bench.workload.EpochMicros;
import io.foursigma.bench.workload.Values;
import io.foursigma.bench.workload.WorkloadRecord;
import io.foursigma.local.cli.CliException;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * Sends each reading when it is due, on a thread of its own, and waits for nobody: neither for the system that is
 * measured, nor for Kafka, as long as the producer's memory lasts. What comes late is sent at once, one after the other.
 */
final class Load implements AutoCloseable {

    /** The schedule begins so long after the producer is ready. */
    private static final long LEAD_MICROS = 50_000;

    /** Shorter rests would cost a processor and hardly be shorter. */
    private static final long SHORTEST_REST_NANOS = 200_000;

    private static final int LINGER_MILLIS = 5;
    private static final int BATCH_BYTES = 64 << 10;
    private static final int PATIENCE_MILLIS = 30_000;

    private final KafkaProducer<byte[], byte[]> producer;
    private final String topic;
    private final Schedule schedule;
    private final long seed;
    private final Positions positions;
    private final Thread thread = new Thread(this::run, "load");
    private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
    private volatile boolean stopped;
    private volatile @Nullable Sent sent;

    /**
     * How well the schedule was kept in the measured span.
     *
     * @param perSecond how many readings a second were sent
     * @param latestMicros how long after it was due the reading was sent that came latest
     */
    record Sent(double perSecond, long latestMicros) {}

    private Load(KafkaProducer<byte[], byte[]> producer, String topic, Schedule schedule, long seed) {
        this.producer = producer;
        this.topic = topic;
        this.schedule = schedule;
        this.seed = seed;
        positions = new Positions(schedule);
    }

    /**
     * Begins.
     *
     * @param bootstrap Kafka's brokers
     * @param topic an empty topic
     * @param plan the readings
     * @param seed of their values
     */
    static Load start(String bootstrap, String topic, Plan plan, long seed) {
        KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrap,
                ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG,
                ByteArraySerializer.class,
                ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG,
                ByteArraySerializer.class,
                ProducerConfig.ACKS_CONFIG,
                "all",
                ProducerConfig.LINGER_MS_CONFIG,
                LINGER_MILLIS,
                ProducerConfig.BATCH_SIZE_CONFIG,
                BATCH_BYTES,
                ProducerConfig.MAX_BLOCK_MS_CONFIG,
                PATIENCE_MILLIS,
                ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                PATIENCE_MILLIS / 2,
                ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
                PATIENCE_MILLIS));
        producer.partitionsFor(topic); // so that the first reading need not wait for it
        Schedule schedule = new Schedule(plan, EpochMicros.now() + LEAD_MICROS);
        Load load = new Load(producer, topic, schedule, seed);
        load.thread.setDaemon(true);
        load.thread.start();
        return load;
    }

    private void run() {
        try (producer) {
            Values values = new Values(seed);
            long lastMicros = 0;
            long latestMicros = 0;
            for (int reading = 0; reading < schedule.plan().readings() && isWanted(); reading++) {
                lastMicros = awaitDue(schedule.dueMicros(reading));
                send(reading, values.next(schedule.sensor(reading)));
                if (schedule.isMeasured(reading)) {
                    latestMicros = Math.max(latestMicros, lastMicros - schedule.dueMicros(reading));
                }
            }
            sent = new Sent(achieved(lastMicros), latestMicros);
        } catch (KafkaException e) {
            failure.compareAndSet(null, e);
        }
    }

    /** From when the first measured reading was due to when the last one was sent, and once the time between two. */
    private double achieved(long lastMicros) {
        Plan plan = schedule.plan();
        double micros = lastMicros - schedule.dueMicros(plan.warmUp()) + 1e6 / plan.perSecond();
        return plan.measured() / micros * 1e6;
    }

    private boolean isWanted() {
        return !stopped && failure.get() == null;
    }

    private static long awaitDue(long dueMicros) {
        long now = EpochMicros.now();
        while (now < dueMicros) {
            LockSupport.parkNanos(Math.max((dueMicros - now) * 1_000, SHORTEST_REST_NANOS));
            now = EpochMicros.now();
        }
        return now;
    }

    private void send(int reading, long thousandths) {
        Future<RecordMetadata> unused = producer.send(
                WorkloadRecord.of(topic, schedule.sensor(reading), schedule.timeMillis(reading), thousandths),
                (at, error) -> {
                    if (error == null) {
                        positions.put(reading, at.partition(), at.offset());
                    } else {
                        failure.compareAndSet(null, error);
                    }
                });
    }

    Schedule schedule() {
        return schedule;
    }

    /**
     * Whether Kafka has taken all readings.
     *
     * @throws CliException if it did not take one
     */
    boolean isDone() {
        Exception first = failure.get();
        if (first != null) {
            throw new CliException(
                    CliException.FAILED, "A reading could not be sent, so the run is worth nothing: " + first);
        }
        return !thread.isAlive();
    }

    /** Where the readings lie; only when it is done. */
    Positions positions() {
        return positions;
    }

    /** How well the schedule was kept; only when it is done. */
    Sent sent() {
        Sent outcome = sent;
        if (outcome == null) {
            throw new IllegalStateException("the load has not sent all readings");
        }
        return outcome;
    }

    /** Sends no more, and waits for what is under way. */
    @Override
    public void close() {
        stopped = true;
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
