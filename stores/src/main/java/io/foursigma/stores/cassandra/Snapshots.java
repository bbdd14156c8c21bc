// SPDX-License-Identifier: Apache-2.0
package io.foursigma.stores.cassandra;

import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes snapshots of the buckets that are due, one at a time, and deletes what they replace. */
final class Snapshots {

    private static final Logger LOG = LoggerFactory.getLogger(Snapshots.class);

    private final StateLoads<?> loads;
    private final SnapshotStatements statements;
    private final AtomicBoolean busy = new AtomicBoolean();

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
        if (bucket.snapshotIsDue() && busy.compareAndSet(false, true)) {
            loads.open(bucket)
                    .thenCompose(opened -> new SnapshotMerge(statements, bucket.number(), bucket.beginSnapshot()).run())
                    .whenComplete((result, failure) -> {
                        if (failure == null) {
                            bucket.written(result.id(), result.firstSensors());
                        } else {
                            LOG.warn("bucket {} gets a snapshot later: {}", bucket.number(), failure.getMessage());
                            bucket.notWritten();
                        }
                        busy.set(false);
                    });
        }
    }
}
