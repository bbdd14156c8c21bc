// SPDX-License-Identifier: Apache-2.0
package io.foursigma.stores;

import io.foursigma.schemas.PolicyChange;
import java.util.List;

/** Reads all that a {@link PolicyLog} holds, and follows it. */
public interface PolicyReader extends AutoCloseable {

    /**
     * Reads from now on, on a thread of its own, until this reader is closed. A lost connection is taken up again by
     * itself, and everything is read anew then: what was removed meanwhile may have left no trace.
     */
    void listen(Listener listener);

    @Override
    void close();

    /**
     * A change as it stands in the log.
     *
     * @param revision its place; of two changes the later one has the greater revision
     * @param change the change
     */
    record Entry(long revision, PolicyChange change) {}

    /** Hears what the log holds, one call at a time. */
    interface Listener {

        /** Reading begins, from the log's beginning: what is told from here on stands for itself. */
        void began();

        /** Changes, in the log's order. */
        void changed(List<Entry> changes);

        /** All that the log held when reading began has been told. What is told from here on is new. */
        void caughtUp();

        /** Reading cannot go on, or cannot begin; told once until it has caught up again. */
        void lost(String reason);
    }
}
