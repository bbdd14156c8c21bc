// SPDX-License-Identifier: Apache-2.0
package io.foursigma.ingest.once;

import io.foursigma.schemas.settings.Settings;
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

    private final Settings settings;
    private final @Nullable OncePartition[] partitions = new @Nullable OncePartition[OnceTopic.PARTITIONS];

    /** Nothing is asked for, nor started, before the first request. */
    public OnceIntake(Settings settings) {
        this.settings = settings;
    }

    /** Takes a request, or finds out that it was taken; fails at once where too many wait. */
    public CompletableFuture<OnceRequest.Outcome> take(OnceRequest request) {
        int partition = (int) Math.floorMod(request.mark().request().high(), (long) OnceTopic.PARTITIONS);
        partition(partition).add(request);
        return request.outcome();
    }

    @Override
    public synchronized void close() {
        List<OncePartition> started = Arrays.stream(partitions)
                .flatMap(partition -> Optional.ofNullable(partition).stream())
                .toList();
        started.forEach(OncePartition::stop);
        started.forEach(OncePartition::close);
    }

    private synchronized OncePartition partition(int number) {
        OncePartition partition = partitions[number];
        if (partition == null) {
            partition = OncePartition.start(settings, number);
            partitions[number] = partition;
        }
        return partition;
    }
}
