// SPDX-License-Identifier: Apache-2.0
package io.foursigma.ingest.once;

import io.foursigma.ingest.PublishException;
import io.foursigma.schemas.settings.Settings;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The way of requests with a key into the topic of readings: each is there once, however often it is sent, and to whichever
 * collector. With its readings goes a mark into the topic of requests, in one transaction. The topic's partitions are owned:
 * who wants to mark a request there has fenced off everybody before, and has read all marks since. {@code docs/exactness.md}
 * says why that suffices.
 */
public final class OnceIntake implements AutoCloseable {

    /** How long all that is in transactions together is waited for at the end. */
    private static final Duration LAST_PATIENCE = Duration.ofSeconds(5);

    private final Settings settings;
    private final OnceTopic topic;
    private final @Nullable OncePartition[] partitions = new @Nullable OncePartition[OnceTopic.PARTITIONS];
    private boolean closed;

    /** Nothing is asked for, nor started, before the first request. */
    public OnceIntake(Settings settings) {
        this.settings = settings;
        this.topic = new OnceTopic(settings);
    }

    /** Takes a request, or finds out that it was taken; fails at once where too many wait, or this is closed. */
    public CompletableFuture<OnceRequest.Outcome> take(OnceRequest request) {
        int number = (int) Math.floorMod(request.mark().request().high(), (long) OnceTopic.PARTITIONS);
        OncePartition partition = partition(number);
        if (partition == null) {
            request.outcome().completeExceptionally(PublishException.of(settings, OncePartition.stops()));
        } else {
            partition.add(request);
        }
        return request.outcome();
    }

    /** Takes nothing more, and waits until what is in a transaction has come to its end, if that is soon. */
    @Override
    public void close() {
        List<OncePartition> started;
        synchronized (this) {
            closed = true;
            started = Arrays.stream(partitions)
                    .flatMap(partition -> Optional.ofNullable(partition).stream())
                    .toList();
        }
        started.forEach(OncePartition::stop);
        long deadline = System.nanoTime() + LAST_PATIENCE.toNanos();
        started.forEach(partition -> partition.awaitEnd(deadline));
        topic.close();
    }

    private synchronized @Nullable OncePartition partition(int number) {
        OncePartition partition = partitions[number];
        if (partition == null && !closed) {
            partition = OncePartition.start(settings, topic, number);
            partitions[number] = partition;
        }
        return partition;
    }
}
