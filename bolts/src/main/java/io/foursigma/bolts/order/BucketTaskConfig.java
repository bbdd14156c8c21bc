// SPDX-License-Identifier: Apache-2.0
package io.foursigma.bolts.order;

import io.foursigma.stores.Buckets;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The rules of one stateful task.
 *
 * @param buckets how sensors are spread over buckets
 * @param owned the buckets of this task
 * @param owner a token that no other task uses
 * @param flushIntervalMillis longest time that an applied share waits for its flush to be sent
 * @param maxWaiting so many applied shares cause a flush before its time
 * @param maxDirtyRows so many changed sensors of a bucket cause a flush, and hold back the next share while one is under
 *     way
 * @param maxParked so many shares of a partition may be parked; beyond it the furthest fails
 * @param retryMillis time before a store that did not answer is asked again
 */
public record BucketTaskConfig(
        Buckets buckets,
        List<Integer> owned,
        String owner,
        long flushIntervalMillis,
        int maxWaiting,
        int maxDirtyRows,
        int maxParked,
        long retryMillis) {

    /** Copies the list. */
    public BucketTaskConfig {
        owned = List.copyOf(owned);
    }

    /** The buckets of a task: {@code bucket mod tasks = task}. */
    public static List<Integer> ownedBy(int task, int tasks, Buckets buckets) {
        return IntStream.range(0, buckets.count())
                .filter(bucket -> bucket % tasks == task)
                .boxed()
                .toList();
    }
}
