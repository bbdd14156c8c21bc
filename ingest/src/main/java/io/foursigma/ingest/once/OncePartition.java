// SPDX-License-Identifier: Apache-2.0
package io.foursigma.ingest.once;

import io.foursigma.ingest.KeyedRecord;
import io.foursigma.ingest.PublishException;
import io.foursigma.schemas.settings.Settings;
import io.foursigma.schemas.settings.SettingsTable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Requests of one partition of their topic, taken one transaction after the other by a thread of its own. Requests that wait
 * share a transaction.
 */
final class OncePartition implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(OncePartition.class);
    private static final int MOST_WAITING = 1_000;
    private static final int MOST_TOGETHER = 100;

    /** How often another collector may come between owning a partition and the end of a transaction. */
    private static final int MOST_TRIES = 20;

    private static final long PAUSE_MILLIS = 25;
    private static final long LONGEST_PAUSE_MILLIS = 2_000;

    private final Settings settings;
    private final String readingsTopic;
    private final String requestsTopic;
    private final int partition;
    private final Duration patience;
    private final BlockingQueue<OnceRequest> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
    private final Ownership ownership;
    private final Thread thread;

    private OncePartition(Settings settings, int partition) {
        this.settings = settings;
        this.readingsTopic = settings.get(SettingsTable.READINGS_TOPIC);
        this.requestsTopic = settings.get(SettingsTable.COLLECT_HTTP_REQUESTS_TOPIC);
        this.patience = settings.get(SettingsTable.COLLECT_ACK_TIMEOUT);
        this.partition = partition;
        this.ownership = new Ownership(settings, partition);
        this.thread = new Thread(this::run, "collector-once-" + partition);
    }

    static OncePartition start(Settings settings, int partition) {
        OncePartition started = new OncePartition(settings, partition);
        started.thread.setDaemon(true);
        started.thread.start();
        return started;
    }

    /** Takes a request, waiting while too many wait; it fails where they do so for too long. */
    void add(OnceRequest request) {
        try {
            if (!waiting.offer(request, patience.toMillis(), TimeUnit.MILLISECONDS)) {
                fail(request, new KafkaException("too many requests with keys wait for it"));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            fail(request, e);
        }
    }

    /** Gives up what waits. */
    @Override
    public void close() {
        thread.interrupt();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        List<OnceRequest> batch = new ArrayList<>();
        try {
            while (!Thread.currentThread().isInterrupted()) {
                batch.clear();
                batch.add(waiting.take());
                waiting.drainTo(batch, MOST_TOGETHER - 1);
                take(batch);
            }
        } catch (InterruptedException e) {
            // Closed.
        } finally {
            ownership.close();
            waiting.drainTo(batch);
            batch.forEach(request -> fail(request, new KafkaException("the collector stops")));
        }
    }

    private void take(List<OnceRequest> batch) throws InterruptedException {
        for (int tries = 1; true; tries++) {
            try {
                ownership.ensure();
                takeOwned(batch);
                return;
            } catch (KafkaException e) {
                // Nobody knows whether the transaction came to its end: the next owner will see.
                ownership.close();
                if (!isFencing(e) || tries == MOST_TRIES) {
                    LOG.warn("requests with keys fail: {}", e.toString());
                    // The others would wait for the same.
                    waiting.drainTo(batch);
                    batch.forEach(request -> fail(request, e));
                    return;
                }
                // Collectors that come between each other all the time would never come to an end.
                TimeUnit.MILLISECONDS.sleep(
                        ThreadLocalRandom.current().nextLong(Math.min(LONGEST_PAUSE_MILLIS, PAUSE_MILLIS << tries)));
            } catch (RuntimeException bug) {
                LOG.error("requests with keys fail, for the collector has made an error", bug);
                ownership.close();
                batch.forEach(request -> fail(request, bug));
                return;
            }
        }
    }

    /** Whether another collector has come between, and owns the partition now: then its marks have to be read. */
    private static boolean isFencing(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof ProducerFencedException || cause instanceof InvalidProducerEpochException) {
                return true;
            }
        }
        return false;
    }

    /** Takes those that have no mark, and tells the others what was found. */
    private void takeOwned(List<OnceRequest> batch) {
        List<OnceRequest> fresh = new ArrayList<>();
        Map<Digest, Mark> freshMarks = new HashMap<>();
        Map<OnceRequest, Mark> repeated = new LinkedHashMap<>();
        for (OnceRequest request : batch) {
            Digest id = request.mark().request();
            Mark known = ownership.marks().get(id);
            Mark before = known == null ? freshMarks.putIfAbsent(id, request.mark()) : known;
            if (before == null) {
                fresh.add(request);
            } else {
                repeated.put(request, before);
            }
        }
        if (!fresh.isEmpty()) {
            commit(fresh);
        }
        fresh.forEach(request -> {
            ownership.marks().put(request.mark());
            request.outcome().complete(new OnceRequest.Taken());
        });
        repeated.forEach(OnceRequest::foundAs);
    }

    private void commit(List<OnceRequest> fresh) {
        Producer<byte[], byte[]> producer = ownership.producer();
        producer.beginTransaction();
        for (OnceRequest request : fresh) {
            for (KeyedRecord reading : request.readings()) {
                Future<?> unused = producer.send(new ProducerRecord<>(readingsTopic, reading.key(), reading.value()));
            }
            Future<?> unused = producer.send(new ProducerRecord<>(
                    requestsTopic, partition, null, request.mark().bytes()));
        }
        // Fails where anything of it has failed.
        producer.commitTransaction();
    }

    private void fail(OnceRequest request, Throwable failure) {
        request.outcome().completeExceptionally(PublishException.of(settings, failure));
    }
}
