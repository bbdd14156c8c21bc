// SPDX-License-Identifier: Apache-2.0
package io.foursigma.bench.storm;

import io.foursigma.schemas.Anomaly;
import io.foursigma.schemas.WindowStats;
import io.foursigma.stores.BucketStore.Flush;
import io.foursigma.stores.InsightIndex.Refused;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * How far the topology has come by what its stores have acknowledged: readings count when every bucket of both states is
 * durable up to them, the last one only when the index has taken all insights. One for the whole
 * process: its serialised form, with which the bolts travel, stands for the one of the process that reads it.
 */
final class Done implements Acknowledgements {

    static final Done OF_THIS_PROCESS = new Done();

    private static final long serialVersionUID = 1;

    private final transient Map<String, long[]> nextByBucket = new ConcurrentHashMap<>();
    private final transient Set<String> insights = ConcurrentHashMap.newKeySet();
    private final transient LongAdder flushes = new LongAdder();
    private final transient LongAdder rows = new LongAdder();
    private final transient LongAdder flushNanos = new LongAdder();

    private Done() {}

    private Object readResolve() {
        return OF_THIS_PROCESS;
    }

    @Override
    public void durable(String state, Flush<?> flush, long nanos) {
        flushes.increment();
        rows.add(flush.rows().size());
        flushNanos.add(nanos);
        long[] next = new long
                [flush.progress().keySet().stream()
                                .mapToInt(Integer::intValue)
                                .max()
                                .orElse(-1)
                        + 1];
        flush.progress().forEach((partition, at) -> next[partition] = at.next());
        nextByBucket.put(state + flush.bucket(), next);
    }

    /** What the flushes were so far. */
    Map<String, Double> flushes() {
        return Map.of(
                "flushes",
                flushes.doubleValue(),
                "flushed-rows",
                rows.doubleValue(),
                "flush-seconds",
                flushNanos.doubleValue() / 1e9);
    }

    @Override
    public void indexed(List<Anomaly> anomalies, List<WindowStats> windows, List<Refused> refused) {
        // By id: a document may be put several times.
        anomalies.forEach(anomaly -> insights.add(anomaly.id()));
        windows.forEach(window -> insights.add(window.id()));
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
        return durable == readings && insights.size() < documents ? readings - 1 : durable;
    }
}
