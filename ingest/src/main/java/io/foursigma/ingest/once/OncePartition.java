// SPDX-License-Identifier: Apache-2.0
package io.foursigma.ingest.once;

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
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Requests of one partition of their topic, taken one transaction after the other by a thread of its own. Requests that wait
 * share a transaction.
 */
final class OncePartition {

    private static final Logger LOG = LoggerFactory.getLogger(OncePartition.class);
    private static final int MOST_WAITING = 1_000;

    /** What shares a transaction, so that it ends well before Kafka ends it: one request, or so much. */
    private static final int MOST_TOGETHER = 100;

    private static final long MOST_BYTES_TOGETHER = 4_000_000;

    /** After so long, a thread without requests looks whether it is to stop. */
    private static final long IDLE_MILLIS = 250;

    /** Pauses between tries to own the partition, while others own it in between. */
    private static final long PAUSE_MILLIS = 25;

    private static final long LONGEST_PAUSE_MILLIS = 2_000;

    private final Settings settings;
    private final String readingsTopic;
    private final Duration patience;
    private final BlockingQueue<OnceRequest> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
    private final Ownership ownership;
    private final Thread thread;
    private volatile boolean stopped;

    private OncePartition(Settings settings, OnceTopic topic, int partition) {
        this.settings = settings;
        this.readingsTopic = settings.get(SettingsTable.READINGS_TOPIC);
        this.patience = settings.get(SettingsTable.COLLECT_ACK_TIMEOUT);
        this.ownership = new Ownership(settings, topic, partition);
        this.thread = new Thread(this::run, "collector-once-" + partition);
    }

    static OncePartition start(Settings settings, OnceTopic topic, int partition) {
        OncePartition started = new OncePartition(settings, topic, partition);
        started.thread.setDaemon(true);
        started.thread.start();
        return started;
    }

    /** Why a request is not taken any more. */
    static KafkaException stops() {
        return new KafkaException("the collector stops");
    }

    /** Takes a request; it fails at once where too many wait. */
    void add(OnceRequest request) {
        if (!waiting.offer(request)) {
            fail(request, new KafkaException("too many requests with keys wait for it"));
        } else if (stopped && waiting.remove(request)) {
            fail(request, stops());
        }
    }

    /** Takes nothing more, and gives up what waits. */
    void stop() {
        stopped = true;
    }

    /** Waits until what is in a transaction has come to its end, up to a moment of {@link System#nanoTime}. */
    void awaitEnd(long deadlineNanos) {
        try {
            thread.join(Math.max(1, TimeUnit.NANOSECONDS.toMillis(deadlineNanos - System.nanoTime())));
            thread.interrupt();
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            while (!stopped) {
                OnceRequest first = waiting.poll(IDLE_MILLIS, TimeUnit.MILLISECONDS);
                if (first != null) {
                    take(withOthers(first));
                }
            }
        } catch (InterruptedException e) {
            // Closed.
        } finally {
            stopped = true;
            failWaiting(stops());
            ownership.close();
        }
    }

    /** A request, and those that can share its transaction. */
    private List<OnceRequest> withOthers(OnceRequest first) {
        List<OnceRequest> batch = new ArrayList<>();
        OnceRequest next = first;
        long bytes = 0;
        while (next != null) {
            batch.add(next);
            bytes += next.bytes();
            OnceRequest following = waiting.peek();
            boolean fits = following != null
                    && batch.size() < MOST_TOGETHER
                    && bytes + following.bytes() <= MOST_BYTES_TOGETHER;
            next = fits ? waiting.poll() : null;
        }
        return batch;
    }

    private void take(List<OnceRequest> batch) throws InterruptedException {
        try {
            takeOrTellApart(batch);
        } catch (InterruptedException e) {
            batch.forEach(request -> fail(request, e));
            throw e;
        } catch (KafkaException e) {
            if (!stopped) {
                LOG.warn("requests with keys fail: {}", e.toString());
            }
            batch.forEach(request -> fail(request, e));
            // They would wait for the same.
            failWaiting(e);
            ownership.close();
        } catch (Throwable e) {
            // Errors, too: a thread that ended would answer nobody any more.
            LOG.error("requests with keys fail, for the collector has made an error", e);
            batch.forEach(request -> fail(request, e));
            ownership.close();
        }
    }

    /** Takes a batch; where Kafka refuses a record of it, takes each request by itself, and fails the one that has it. */
    private void takeOrTellApart(List<OnceRequest> batch) throws InterruptedException {
        try {
            takePatiently(batch);
        } catch (RecordRefusedException e) {
            if (batch.size() == 1) {
                LOG.warn("a request with a key fails: {}", e.getMessage());
                fail(batch.get(0), e.refusal());
            } else {
                for (OnceRequest request : batch) {
                    takeOrTellApart(List.of(request));
                }
            }
        }
    }

    /** Owns the partition and takes a batch, again and again while others come between. */
    private void takePatiently(List<OnceRequest> batch) throws InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        long pause = PAUSE_MILLIS;
        while (true) {
            try {
                boolean isOwnedSinceNow = ownership.ensure();
                if (!isOwnedSinceNow && batch.stream().anyMatch(this::isEmptyAndUnknown)) {
                    // Nothing is committed for it, so nothing else would tell that another one owns the partition.
                    ownership.close();
                    ownership.ensure();
                }
                takeOwned(batch);
                return;
            } catch (KafkaException e) {
                if (stopped || !Transaction.mayPass(e) || System.nanoTime() - deadline > 0) {
                    throw e;
                }
                ownership.close();
                // Collectors that come between each other all the time would never come to an end.
                TimeUnit.MILLISECONDS.sleep(ThreadLocalRandom.current().nextLong(pause));
                pause = Math.min(LONGEST_PAUSE_MILLIS, 2 * pause);
            }
        }
    }

    private boolean isEmptyAndUnknown(OnceRequest request) {
        return request.readings().isEmpty()
                && ownership.marks().get(request.mark().request()) == null;
    }

    /** Takes those that have no mark, and tells the others what was found. */
    private void takeOwned(List<OnceRequest> batch) {
        List<OnceRequest> fresh = new ArrayList<>();
        List<OnceRequest> empty = new ArrayList<>();
        Map<Digest, Mark> freshMarks = new HashMap<>();
        Map<OnceRequest, Mark> repeated = new LinkedHashMap<>();
        for (OnceRequest request : batch) {
            Digest id = request.mark().request();
            Mark known = ownership.marks().get(id);
            Mark before = known == null ? freshMarks.get(id) : known;
            if (before != null) {
                repeated.put(request, before);
            } else if (request.readings().isEmpty()) {
                empty.add(request);
            } else {
                freshMarks.put(id, request.mark());
                fresh.add(request);
            }
        }
        if (!fresh.isEmpty()) {
            Transaction transaction = new Transaction(ownership.producer(), readingsTopic, ownership.partition());
            transaction.commit(fresh);
        }
        fresh.forEach(request -> {
            ownership.marks().put(request.mark());
            request.outcome().complete(new OnceRequest.Taken());
        });
        empty.forEach(request -> request.outcome().complete(new OnceRequest.Taken()));
        repeated.forEach(OnceRequest::foundAs);
    }

    private void failWaiting(Throwable failure) {
        List<OnceRequest> others = new ArrayList<>();
        waiting.drainTo(others);
        others.forEach(request -> fail(request, failure));
    }

    private void fail(OnceRequest request, Throwable failure) {
        request.outcome().completeExceptionally(PublishException.of(settings, failure));
    }
}
