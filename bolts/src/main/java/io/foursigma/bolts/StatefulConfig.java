// SPDX-License-Identifier: Apache-2.0
package io.foursigma.bolts;

import io.foursigma.bolts.order.BucketTaskConfig;
import io.foursigma.stores.Buckets;
import java.io.Serializable;
import java.util.UUID;
import org.apache.storm.task.TopologyContext;

/**
 * What both stateful bolts are told.
 *
 * @param bucketCount number of state buckets
 * @param flushIntervalMillis longest time that an applied share waits for its flush to be sent
 * @param maxPending how many runs the spout may have under way
 */
public record StatefulConfig(int bucketCount, long flushIntervalMillis, int maxPending) implements Serializable {

    /** So many changed sensors of one bucket go into one conditional batch: some hundred KiB. */
    private static final int MAX_DIRTY_ROWS = 1_000;

    private static final long RETRY_MILLIS = 500;

    /** The rules of the task that a context describes. Its owner token is new each time. */
    BucketTaskConfig forTask(TopologyContext context) {
        Buckets buckets = new Buckets(bucketCount);
        int tasks = context.getComponentTasks(context.getThisComponentId()).size();
        String owner = context.getThisComponentId() + "-" + context.getThisTaskIndex() + "-" + UUID.randomUUID();
        return new BucketTaskConfig(
                buckets,
                BucketTaskConfig.ownedBy(context.getThisTaskIndex(), tasks, buckets),
                owner,
                flushIntervalMillis,
                Math.max(1, maxPending / 4),
                MAX_DIRTY_ROWS,
                maxPending,
                RETRY_MILLIS);
    }
}
