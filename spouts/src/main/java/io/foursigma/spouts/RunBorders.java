// SPDX-License-Identifier: Apache-2.0
package io.foursigma.spouts;

import java.util.Map;
import java.util.NavigableMap;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * Where the runs of one partition begin and end, from the committed offset up to the frontier, beyond which nothing has
 * been cut yet. Known runs lie side by side: each begins where the one before it ends.
 *
 * <p>A border is remembered until it is committed (rule 1 of the protocol). Cut anew, an offset could fall into a run
 * that the spout takes for one that it has emitted already, and would be committed unseen.
 */
final class RunBorders {

    private final NavigableMap<Long, Long> endByFirst = new TreeMap<>();
    private long committed;

    /** No known runs; the first will begin at the committed offset. */
    RunBorders(long committed) {
        this.committed = committed;
    }

    /** The offset up to which everything is committed, as far as this session knows. */
    long committed() {
        return committed;
    }

    /** Where the first run begins that is not known yet. */
    long frontier() {
        Map.Entry<Long, Long> last = endByFirst.lastEntry();
        return last == null ? committed : last.getValue();
    }

    /** The end of the known run that begins at this offset; empty if none does. */
    OptionalLong endOf(long first) {
        Long end = endByFirst.get(first);
        return end == null ? OptionalLong.empty() : OptionalLong.of(end);
    }

    /** Adds the run that begins at the frontier. */
    void remember(long end) {
        long first = frontier();
        if (end <= first) {
            throw new IllegalArgumentException("a run from " + first + " cannot end at " + end);
        }
        endByFirst.put(first, end);
    }

    /**
     * The border that the spout means (rule 3). It knows a run by its first offset, and takes the next offset for the
     * one to go on from: that is the run's end, and any other offset within a run means it too. What lies below the
     * committed offset means the committed one, since such a run may be forgotten already.
     *
     * @throws IllegalStateException if the offset lies beyond the frontier, where going on would pass over records
     */
    long borderFor(long offset) {
        if (offset <= committed) {
            return committed;
        }
        if (offset == frontier()) {
            return offset;
        }
        Map.Entry<Long, Long> run = endByFirst.floorEntry(offset);
        if (run == null || offset > run.getValue()) {
            throw new IllegalStateException("offset " + offset + " lies beyond " + frontier()
                    + ", up to which runs were cut; report this as a bug");
        }
        return run.getKey() == offset ? offset : run.getValue();
    }

    /** Forgets the runs that end at or below this border. */
    void commit(long border) {
        committed = Math.max(committed, border);
        endByFirst.headMap(committed, false).clear();
    }
}
