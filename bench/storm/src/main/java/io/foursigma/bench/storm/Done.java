// SPDX-License-Identifier: Apache-2.0
package io.foursigma.bench.storm;

import io.foursigma.stores.BucketStore.Flush;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * How far the topology has come by what its stores have acknowledged: readings count when every bucket of both states is
 * durable up to them, the last one only when the index has taken all insights. One for the whole
 * process, since the bolts are made from their serialised form.
 */
final class Done {

    static final Done OF_THIS_PROCESS = new Done();

    private final Map<String, long[]> nextByBucket = new ConcurrentHashMap<>();
    private final LongAdder insights = new LongAdder();

    private Done() {}

    /** A flush is durable; per bucket they come one after the other. */
    void durable(String state, Flush<?> flush) {
        long[] next = new long
                [flush.progress().keySet().stream()
                                .mapToInt(Integer::intValue)
                                .max()
                                .orElse(-1)
                        + 1];
        flush.progress().forEach((partition, at) -> next[partition] = at.next());
        nextByBucket.put(state + flush.bucket(), next);
    }

    /** The index has taken so many documents. */
    void insights(int documents) {
        insights.add(documents);
    }

    /**
     * How many readings are done.
     *
     * @param buckets how many buckets each of the two states has
     * @param readings how many readings there are
     * @param documents how many insights they bring about
     */
    long readings(int buckets, long readings, long documents) {
        if (nextByBucket.size() < 2 * buckets) {
            return 0;
        }
        int partitions = 0;
        for (long[] next : nextByBucket.values()) {
            partitions = Math.max(partitions, next.length);
        }
        long durable = 0;
        for (int partition = 0; partition < partitions; partition++) {
            long least = Long.MAX_VALUE;
            for (long[] next : nextByBucket.values()) {
                least = Math.min(least, partition < next.length ? next[partition] : 0);
            }
            durable += least;
        }
        return durable == readings && insights.sum() < documents ? readings - 1 : durable;
    }
}
