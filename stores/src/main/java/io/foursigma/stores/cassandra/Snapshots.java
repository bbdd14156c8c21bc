// SPDX-License-Identifier: Apache-2.0
package io.foursigma.stores.cassandra;

import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes snapshots of the buckets that are due, one at a time and in the order in which they became due, and deletes what they replace. */
final class Snapshots {

    private static final Logger LOG = LoggerFactory.getLogger(Snapshots.class);

    private final StateLoads<?> loads;
    private final SnapshotStatements statements;
    private final Set<OpenBucket> due = new LinkedHashSet<>();
    private boolean busy;

    Snapshots(StateLoads<?> loads, SnapshotStatements statements) {
        this.loads = loads;
        this.statements = statements;
    }

    /** A flush of a bucket is durable. */
    void flushed(OpenBucket bucket, long flush, Pack pack) {
        bucket.durable(flush, pack)
                .ifPresent(snapshot -> statements
                        .deleteBefore(bucket.number(), snapshot)
                        .whenComplete((deleted, failure) -> {
                            if (failure != null) {
                                // The next snapshot's deletion covers this one.
                                LOG.debug("what a snapshot replaces was not deleted", failure);
                            }
                        }));
        if (bucket.snapshotIsDue()) {
            synchronized (due) {
                due.add(bucket);
            }
            writeNext(false);
        }
    }

    /** Begins with the next snapshot, unless one is being written. */
    private void writeNext(boolean lastIsOver) {
        Optional<OpenBucket> next;
        synchronized (due) {
            busy &= !lastIsOver;
            next = busy ? Optional.empty() : due.stream().findFirst();
            next.ifPresent(bucket -> {
                due.remove(bucket);
                busy = true;
            });
        }
        next.ifPresent(this::write);
    }

    private void write(OpenBucket bucket) {
        loads.open(bucket)
                .thenCompose(opened -> bucket.beginSnapshot()
                        .map(merge -> new SnapshotMerge(statements, bucket.number(), merge)
                                .run()
                                .thenAccept(result -> bucket.written(result.id(), result.firstSensors())))
                        .orElseGet(() -> CompletableFuture.completedStage(null)))
                .whenComplete((done, failure) -> {
                    if (failure != null) {
                        LOG.warn("bucket {} gets a snapshot later: {}", bucket.number(), failure.getMessage());
                        bucket.notWritten();
                    }
                    writeNext(true);
                });
    }
}
