// SPDX-License-Identifier: Apache-2.0
package io.foursigma.local.cli.chaos;

import io.foursigma.ingest.PublishException;
import io.foursigma.ingest.ReadingPublisher;
import io.foursigma.local.cli.CliException;
import io.foursigma.schemas.settings.Settings;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Publishes records at a steady rate on a thread of its own. After Kafka was away it catches up. */
final class Load implements AutoCloseable {

    private static final long PAUSE_MILLIS = 10;

    private final ReadingPublisher publisher;
    private final LoadReadings readings;
    private final long atLeast;
    private final Thread thread = new Thread(this::run, "load");
    private final AtomicLong published = new AtomicLong();
    private volatile boolean finishing;
    private volatile @Nullable PublishException failure;

    private Load(ReadingPublisher publisher, LoadReadings readings, long atLeast) {
        this.publisher = publisher;
        this.readings = readings;
        this.atLeast = atLeast;
    }

    /**
     * Starts publishing.
     *
     * @param settings where Kafka listens
     * @param atLeast how many records are published, whenever it is told to finish
     */
    static Load start(Settings settings, LoadReadings readings, long atLeast) {
        Load load = new Load(ReadingPublisher.open(settings), readings, atLeast);
        load.thread.setDaemon(true);
        load.thread.start();
        return load;
    }

    private void run() {
        long start = System.nanoTime();
        try {
            while (!finishing) {
                long due = (System.nanoTime() - start) / 1_000_000 * readings.perSecond() / 1_000;
                publishUntil(due);
                TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
            }
            publishUntil(atLeast);
            publisher.flush();
        } catch (PublishException e) {
            failure = e;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void publishUntil(long end) {
        for (long i = published.get(); i < end; i = published.incrementAndGet()) {
            publisher.publishRaw(readings.sensor(i).getBytes(StandardCharsets.UTF_8), readings.value(i));
        }
    }

    int perSecond() {
        return readings.perSecond();
    }

    /** How many records were handed to Kafka. */
    long published() {
        return published.get();
    }

    /**
     * Publishes what is missing and waits until Kafka has acknowledged all of it.
     *
     * @throws CliException if Kafka did not take a record in time, which makes the run worthless
     */
    void finish() throws InterruptedException {
        finishing = true;
        thread.join();
        requireAlive();
    }

    /** @throws CliException if publishing has failed */
    void requireAlive() {
        PublishException first = failure;
        if (first != null) {
            throw new CliException(CliException.FAILED, "The load has ended: " + first.getMessage());
        }
    }

    @Override
    public void close() {
        thread.interrupt();
        publisher.close();
    }
}
