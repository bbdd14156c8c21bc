// SPDX-License-Identifier: Apache-2.0
package io.foursigma.stores.cassandra;

import io.foursigma.stores.ByName;
import io.foursigma.stores.StoreException;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.List;
import java.util.NavigableSet;
import java.util.Queue;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Writes one snapshot: merges the pages of the last one, read one after the other, with what has changed since. States are
 * copied as they are packed. Only a page or two are in memory at once.
 */
final class SnapshotMerge {

    /** A page is closed when it is at least so long: some hundred states, which are read together for any of them. */
    private static final int PAGE_BYTES = 64 << 10;

    private final SnapshotStatements statements;
    private final int bucket;
    private final OpenBucket.Merge merge;
    private final ByteArrayOutputStream page = new ByteArrayOutputStream(2 * PAGE_BYTES);
    private final Queue<Page> closed = new ArrayDeque<>();
    private final NavigableSet<String> firstSensors = new TreeSet<>(ByName.ORDER);
    private @Nullable String first;
    private int nextChange;
    private long bytes;

    SnapshotMerge(SnapshotStatements statements, int bucket, OpenBucket.Merge merge) {
        this.statements = statements;
        this.bucket = bucket;
        this.merge = merge;
    }

    private record Page(String firstSensor, ByteBuffer pack) {}

    /** What was written. */
    record Result(SnapshotId id, NavigableSet<String> firstSensors) {}

    /** Writes the snapshot. Does not block. */
    CompletionStage<Result> run() {
        return from(0).thenApply(done ->
                new Result(new SnapshotId(merge.id().epoch(), merge.id().flush(), bytes), firstSensors));
    }

    private CompletionStage<Void> from(int number) {
        if (number == merge.pages().size()) {
            addChangesBefore(null);
            close();
            return writeClosed();
        }
        String name = merge.pages().get(number);
        return statements
                .pages(bucket, merge.snapshot(), List.of(name), this::take)
                .thenCompose(gone -> gone == 0
                        ? writeClosed()
                        : CompletableFuture.failedStage(
                                new StoreException("page '" + name + "' of the snapshot is gone")))
                .thenCompose(written -> from(number + 1));
    }

    private void take(PackedState state) {
        addChangesBefore(state.sensor());
        List<PackedState> changes = merge.changes();
        if (nextChange == changes.size() || !changes.get(nextChange).sensor().equals(state.sensor())) {
            add(state);
        }
    }

    /** Adds the changed states of the sensors before a name, null for all. */
    private void addChangesBefore(@Nullable String end) {
        List<PackedState> changes = merge.changes();
        while (nextChange < changes.size()
                && (end == null || ByName.ORDER.compare(changes.get(nextChange).sensor(), end) < 0)) {
            add(changes.get(nextChange));
            nextChange++;
        }
    }

    private void add(PackedState state) {
        if (first == null) {
            first = state.sensor();
        }
        state.copyTo(page);
        bytes += state.bytes();
        if (page.size() >= PAGE_BYTES) {
            close();
        }
    }

    private void close() {
        if (first != null) {
            closed.add(new Page(first, ByteBuffer.wrap(page.toByteArray())));
            firstSensors.add(first);
            first = null;
            page.reset();
        }
    }

    private CompletionStage<Void> writeClosed() {
        Page next = closed.poll();
        return next == null
                ? CompletableFuture.completedStage(null)
                : statements
                        .put(bucket, merge.id(), next.firstSensor(), next.pack())
                        .thenCompose(written -> writeClosed());
    }
}
