// SPDX-License-Identifier: Apache-2.0
package io.foursigma.stores.memory;

import io.foursigma.schemas.Run;
import io.foursigma.stores.Allowance;
import io.foursigma.stores.ReadingHistory;
import io.foursigma.stores.ReadingOffsets.Span;
import io.foursigma.stores.StoreClock;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A topic of readings in memory. */
public final class InMemoryReadingHistory implements ReadingHistory {

    private static final byte[] NOTHING = {};

    private final String topicId;
    private final List<Partition> partitions = new ArrayList<>();

    /** An empty topic. */
    public InMemoryReadingHistory(String topicId, int partitions) {
        this.topicId = topicId;
        for (int i = 0; i < partitions; i++) {
            this.partitions.add(new Partition());
        }
    }

    /** Appends a record. Returns its offset. */
    public synchronized long append(int partition, long timestamp, byte @Nullable [] value) {
        return partitions.get(partition).append(timestamp, value);
    }

    /** Leaves an offset without a record, as the mark of a transaction does. */
    public synchronized void skip(int partition) {
        partitions.get(partition).end++;
    }

    /** Retention deletes what lies before an offset; all, if it lies beyond the end. */
    public synchronized void deleteBefore(int partition, long offset) {
        partitions.get(partition).deleteBefore(offset);
    }

    @Override
    public Look look(Budget budget) {
        return new InMemoryLook(new Allowance(budget, StoreClock.SYSTEM));
    }

    @Override
    public void close() {}

    private synchronized SortedMap<Integer, Span> spans() {
        SortedMap<Integer, Span> spans = new TreeMap<>();
        for (int i = 0; i < partitions.size(); i++) {
            spans.put(i, new Span(partitions.get(i).start, partitions.get(i).end));
        }
        return spans;
    }

    private synchronized List<Run.Item> records(int partition, long from, long to) {
        return List.copyOf(partitions.get(partition).records.subMap(from, to).values());
    }

    private static final class Partition {
        private final TreeMap<Long, Run.Item> records = new TreeMap<>();
        private long start;
        private long end;

        private long append(long timestamp, byte @Nullable [] value) {
            records.put(end, new Run.Item(end, timestamp, value));
            return end++;
        }

        private void deleteBefore(long offset) {
            records.headMap(offset).clear();
            start = Math.min(offset, end);
        }
    }

    private final class InMemoryLook implements Look {
        private final Allowance allowance;

        private InMemoryLook(Allowance allowance) {
            this.allowance = allowance;
        }

        @Override
        public String topicId() {
            return topicId;
        }

        @Override
        public SortedMap<Integer, Span> spans() {
            return InMemoryReadingHistory.this.spans();
        }

        @Override
        public long recordsLeft() {
            return allowance.recordsLeft();
        }

        @Override
        public long read(int partition, long from, long to, Consumer<Run.Item> taker) {
            for (Run.Item record : records(partition, from, to)) {
                if (allowance.recordsLeft() == 0) {
                    return record.offset();
                }
                byte[] value = record.value();
                allowance.spend(value == null ? NOTHING : value);
                taker.accept(record);
            }
            return to;
        }

        @Override
        public long offsetAt(int partition, long timestamp) {
            Span span = spans().getOrDefault(partition, new Span(0, 0));
            return records(partition, span.start(), span.end()).stream()
                    .filter(record -> record.timestamp() >= timestamp)
                    .mapToLong(Run.Item::offset)
                    .findFirst()
                    .orElse(span.end());
        }

        @Override
        public void close() {}
    }
}
