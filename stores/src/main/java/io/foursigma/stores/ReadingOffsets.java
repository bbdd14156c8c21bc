// SPDX-License-Identifier: Apache-2.0
package io.foursigma.stores;

import java.util.SortedMap;

/** Tells which offsets the topic of readings holds. */
public interface ReadingOffsets extends AutoCloseable {

    /** Per partition, what it holds now. @throws StoreException if that cannot be told */
    SortedMap<Integer, Span> spans();

    @Override
    void close();

    /**
     * The offsets that a partition holds.
     *
     * @param start the least offset that retention has left
     * @param end the offset that the next record will get
     */
    record Span(long start, long end) {}
}
