// SPDX-License-Identifier: Apache-2.0
package io.foursigma.stores.memory;

import io.foursigma.stores.StoredOutput;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * The stored outputs of one bucket. As in Cassandra, writes are not conditional and the greatest stamp wins, also over
 * one that came before it: a deletion hides what is written later with a lower stamp, or with the same.
 */
final class OutputTable {

    private final Map<Place, Cell> cells = new TreeMap<>();
    private final List<Deletion> deletions = new ArrayList<>();

    void write(StoredOutput output, long stamp) {
        Cell held = cells.get(Place.of(output));
        boolean deleted = deletions.stream().anyMatch(one -> one.stamp >= stamp && one.range.test(Place.of(output)));
        if (!deleted && (held == null || held.stamp <= stamp)) {
            cells.put(Place.of(output), new Cell(output, stamp));
        }
    }

    void delete(Predicate<Place> range, long stamp) {
        deletions.add(new Deletion(range, stamp));
        cells.entrySet().removeIf(cell -> cell.getValue().stamp <= stamp && range.test(cell.getKey()));
    }

    /** What is kept of a partition from an offset to another, excluded, in order. */
    List<StoredOutput> read(int partition, long from, long to) {
        return cells.values().stream()
                .map(Cell::output)
                .filter(output -> output.partition() == partition && output.offset() >= from && output.offset() < to)
                .toList();
    }

    /** All that is kept, in order. */
    List<StoredOutput> all() {
        return cells.values().stream().map(Cell::output).toList();
    }

    /** Where an output lies. */
    record Place(int partition, long offset, int index) implements Comparable<Place> {

        static Place of(StoredOutput output) {
            return new Place(output.partition(), output.offset(), output.index());
        }

        @Override
        public int compareTo(Place other) {
            int byPartition = Integer.compare(partition, other.partition);
            int byOffset = byPartition != 0 ? byPartition : Long.compare(offset, other.offset);
            return byOffset != 0 ? byOffset : Integer.compare(index, other.index);
        }
    }

    private record Cell(StoredOutput output, long stamp) {}

    private record Deletion(Predicate<Place> range, long stamp) {}
}
