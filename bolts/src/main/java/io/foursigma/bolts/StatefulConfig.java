// SPDX-License-Identifier: Apache-2.0
package io.foursigma.bolts;

import io.foursigma.bolts.order.BucketTaskConfig;
import io.foursigma.bolts.order.Rules;
import io.foursigma.stores.Buckets;
import java.io.Serializable;
import java.util.List;
import java.util.UUID;
import org.apache.storm.task.TopologyContext;

/**
 * What both stateful bolts are told.
 *
 * @param bucketCount number of state buckets
 * @param flushIntervalMillis time from one round of flushes to the next, while the store keeps up
 * @param maxPending how many runs the spout may have under way
 * @param maxResidents how many sensors a task keeps in memory
 * @param evictAfterMillis a sensor without readings for so long leaves memory until it has some again
 * @param rules the rules that the tasks keep
 */
public record StatefulConfig(
        int bucketCount, long flushIntervalMillis, int maxPending, int maxResidents, long evictAfterMillis, Rules rules)
        implements Serializable {

    /** So much of one bucket goes into one conditional batch: some MiB. */
    private static final int MAX_DIRTY_ROWS = 32_000;

    private static final long MAX_DIRTY_BYTES = 4 << 20;

    /** Per partition; what is parked can come again. */
    private static final long MAX_PARKED_BYTES = 64 << 20;

    private static final long FORGET_INTERVAL_MILLIS = 30_000;

    private static final long RETRY_MILLIS = 500;

    /**
     * The rules of the task that a context describes. Its owner token is new each time.
     *
     * @param silentAfterMillis a sensor without readings for so long has fallen silent; {@link Long#MAX_VALUE}: nobody
     *     wants to know
     */
    BucketTaskConfig forTask(TopologyContext context, long silentAfterMillis) {
        Buckets buckets = new Buckets(bucketCount);
        int tasks = context.getComponentTasks(context.getThisComponentId()).size();
        List<Integer> owned = BucketTaskConfig.ownedBy(context.getThisTaskIndex(), tasks, buckets);
        String owner = context.getThisComponentId() + "-" + context.getThisTaskIndex() + "-" + UUID.randomUUID();
        return new BucketTaskConfig(
                buckets,
                owned,
                owner,
                flushIntervalMillis,
                Math.max(1, maxPending / 2),
                MAX_DIRTY_ROWS,
                MAX_DIRTY_BYTES,
                maxPending,
                MAX_PARKED_BYTES,
                Math.max(1, maxResidents / owned.size()),
                evictAfterMillis,
                silentAfterMillis,
                FORGET_INTERVAL_MILLIS,
                RETRY_MILLIS,
                rules);
    }
}
