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
 * @param flushIntervalMillis time from one round of flushes to the next, while the store keeps up
 * @param maxWaiting so many applied shares cause a flush before its time
 * @param maxDirtyRows so many changed sensors of a bucket cause a flush, and hold back the next share while one is under
 *     way
 * @param maxDirtyBytes so many bytes of rows and outputs of a bucket do the same
 * @param maxParked so many shares of a partition may be parked; beyond it the furthest fails
 * @param maxParkedBytes so many bytes of them
 * @param maxResidents so many sensors of a bucket stay in memory
 * @param evictAfterMillis a sensor that was not used for so long leaves memory
 * @param silentAfterMillis a sensor that was not used for so long has fallen silent; {@link Long#MAX_VALUE}: nobody
 *     wants to know
 * @param forgetIntervalMillis how often stored outputs are taken away that the consumer group has passed
 * @param retryMillis time before a store that did not answer is asked again
 * @param rules the rules that the task keeps
 */
public record BucketTaskConfig(
        Buckets buckets,
        List<Integer> owned,
        String owner,
        long flushIntervalMillis,
        int maxWaiting,
        int maxDirtyRows,
        long maxDirtyBytes,
        int maxParked,
        long maxParkedBytes,
        int maxResidents,
        long evictAfterMillis,
        long silentAfterMillis,
        long forgetIntervalMillis,
        long retryMillis,
        Rules rules) {

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
