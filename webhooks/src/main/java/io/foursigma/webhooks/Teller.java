// SPDX-License-Identifier: Apache-2.0
package io.foursigma.webhooks;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells one receiver what waits for it: up to four requests at a time, one while the last one failed, none while it wants to
 * be left alone. Not for several threads.
 */
final class Teller {

    private static final Logger LOG = LoggerFactory.getLogger(Teller.class);
    private static final int AT_A_TIME = 4;

    private final String receiver;
    private final Caller caller;
    private final HookMetrics metrics;
    private final Duration giveUpAfter;
    private final InstantSource clock;
    private final List<Flight> flights = new ArrayList<>();
    private int failures;
    private long notBefore;

    private record Flight(Delivery delivery, CompletableFuture<Outcome> outcome) {}

    Teller(String receiver, Caller caller, HookMetrics metrics, Duration giveUpAfter, InstantSource clock) {
        this.receiver = receiver;
        this.caller = caller;
        this.metrics = metrics;
        this.giveUpAfter = giveUpAfter;
        this.clock = clock;
    }

    /** Whether the last request was no failure. */
    boolean up() {
        return failures == 0;
    }

    /** Whether a request is under way. */
    boolean busy() {
        return !flights.isEmpty();
    }

    /** Makes the requests that may be made now. */
    void tell(Waiting waiting) {
        while (flights.size() < (up() ? AT_A_TIME : 1) && clock.millis() >= notBefore) {
            Optional<Delivery> next = waiting.next(clock.millis());
            if (next.isEmpty()) {
                return;
            }
            flights.add(new Flight(next.get(), caller.call(next.get())));
        }
    }

    /** Takes note of the requests that have come to an end. */
    void settle(Waiting waiting) {
        for (Iterator<Flight> all = flights.iterator(); all.hasNext(); ) {
            Flight flight = all.next();
            if (flight.outcome().isDone()) {
                all.remove();
                settle(flight.delivery(), flight.outcome().join(), waiting);
            }
        }
    }

    /** Waits for the requests that are under way, but no longer than this. */
    void finish(Duration patience, Waiting waiting) throws InterruptedException {
        CompletableFuture<Void> all =
                CompletableFuture.allOf(flights.stream().map(Flight::outcome).toArray(CompletableFuture[]::new));
        try {
            Void unused = all.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            // They are made again by the next process, under the same keys.
        } catch (ExecutionException bug) {
            throw new IllegalStateException(bug);
        }
        settle(waiting);
    }

    private void settle(Delivery delivery, Outcome outcome, Waiting waiting) {
        if (outcome instanceof Outcome.Failed failed) {
            failed(delivery, failed, waiting);
            return;
        }
        if (failures > 0) {
            LOG.info("the receiver '{}' answers again, after {} failures", receiver, failures);
        }
        failures = 0;
        if (!waiting.holds(delivery)) {
            return;
        }
        if (outcome instanceof Outcome.Refused refused) {
            LOG.error(
                    "the receiver '{}' refused {}: {}: {}",
                    receiver,
                    delivery.key(),
                    refused.reason(),
                    delivery.body());
            metrics.refused(receiver);
        } else {
            metrics.delivered(receiver);
        }
        waiting.done(delivery);
    }

    private void failed(Delivery delivery, Outcome.Failed failed, Waiting waiting) {
        failures++;
        if (failures == 1) {
            LOG.warn("the receiver '{}' is tried again and again: {}", receiver, failed.reason());
        }
        long now = clock.millis();
        notBefore = now + longer(Waits.after(failures, ThreadLocalRandom.current()), failed.asked());
        if (!waiting.holds(delivery)) {
            return;
        }
        if (now - delivery.at() >= giveUpAfter.toMillis()) {
            LOG.error(
                    "the receiver '{}' was not told of {}, which is given up: {}: {}",
                    receiver,
                    delivery.key(),
                    failed.reason(),
                    delivery.body());
            metrics.givenUp(receiver);
            waiting.done(delivery);
            return;
        }
        metrics.retried(receiver);
        int times = waiting.failed(delivery);
        waiting.holdUntil(delivery, now + longer(Waits.after(times, ThreadLocalRandom.current()), failed.asked()));
    }

    private static long longer(Duration one, Duration other) {
        return Math.max(one.toMillis(), other.toMillis());
    }
}
