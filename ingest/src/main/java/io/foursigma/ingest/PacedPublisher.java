// SPDX-License-Identifier: Apache-2.0
package io.foursigma.ingest;

import io.foursigma.schemas.Reading;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes a simulator's readings as time goes by, on a thread of its own, until it is closed. Event times are nominal:
 * they follow from the start and the rate, not from when a thread woke up. After a delay it catches up at no more than
 * {@value #MOST_SPEED_UP} times the rate.
 */
public final class PacedPublisher implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(PacedPublisher.class);

    /** Time between two looks at the clock. */
    public static final long TICK_MILLIS = 10;

    /** How many times faster than the rate it publishes while it is behind. */
    static final int MOST_SPEED_UP = 4;

    private static final long PATIENCE_MILLIS = 1_000;

    private final Simulator simulator;
    private final Consumer<Reading> sink;
    private final InstantSource clock;
    private final AtomicLong published = new AtomicLong();
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final Thread thread;
    private volatile Optional<PublishException> failure = Optional.empty();

    private PacedPublisher(Simulator simulator, Consumer<Reading> sink, InstantSource clock) {
        this.simulator = simulator;
        this.sink = sink;
        this.clock = clock;
        this.thread = new Thread(this::run, "simulator-" + simulator.name());
    }

    /** Starts publishing; the first event time is now. The publisher stays the caller's to flush and close. */
    public static PacedPublisher start(Simulator simulator, ReadingPublisher publisher, InstantSource clock) {
        return start(simulator, publisher::publish, clock);
    }

    static PacedPublisher start(Simulator simulator, Consumer<Reading> sink, InstantSource clock) {
        PacedPublisher paced = new PacedPublisher(simulator, sink, clock);
        paced.thread.start();
        return paced;
    }

    /** How many readings were handed to the publisher. */
    public long published() {
        return published.get();
    }

    /** Why publishing ended by itself, if it did. */
    public Optional<PublishException> failure() {
        return failure;
    }

    /**
     * Waits until publishing ends by itself, at most so long.
     *
     * @param longest above 0
     * @throws InterruptedException if the waiting thread is interrupted; publishing goes on
     */
    public void awaitEnd(Duration longest) throws InterruptedException {
        thread.join(longest.toMillis());
    }

    /** Stops and waits for the thread to end; interrupts it if it waits for Kafka. May be called more than once. */
    @Override
    public void close() {
        stopped.countDown();
        try {
            thread.join(PATIENCE_MILLIS);
            thread.interrupt();
            thread.join();
        } catch (InterruptedException e) {
            thread.interrupt();
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        long start = clock.millis();
        SimulatedReadings readings = new SimulatedReadings(simulator, start);
        long until = start;
        try {
            do {
                until = nextUntil(until, clock.millis());
                readings.emitUntil(until, reading -> {
                    sink.accept(reading);
                    published.incrementAndGet();
                });
            } while (!stopped.await(TICK_MILLIS, TimeUnit.MILLISECONDS));
        } catch (PublishException e) {
            if (stopped.getCount() > 0) {
                failure = Optional.of(e);
                LOG.error("the simulator '{}' stops: {}", simulator.name(), e.getMessage());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Up to where one tick publishes.
     *
     * @param until up to where was published, epoch milliseconds, exclusive
     * @param now the time of the clock
     * @return the new end, exclusive: beyond now by nothing, beyond {@code until} by a few ticks at most
     */
    public static long nextUntil(long until, long now) {
        return Math.max(until, Math.min(now + 1, until + MOST_SPEED_UP * TICK_MILLIS));
    }
}
