// SPDX-License-Identifier: Apache-2.0
package io.foursigma.dashboard;

import io.foursigma.schemas.Anomaly;
import io.foursigma.stores.InsightReader.PageEnd;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads what pages have missed. */
interface BacklogReader {

    /**
     * Begins to read a piece, and returns.
     *
     * @param since least time of judging, epoch milliseconds
     * @param after where the piece before ended, null for the first one
     * @param taker gets it, on another thread
     */
    void read(long since, @Nullable PageEnd after, Taker taker);

    /** Takes a piece; exactly one of its methods is called, once. */
    interface Taker {

        /**
         * Takes anomalies in the order in which they were judged.
         *
         * @param piece the anomalies
         * @param whole whether the piece is as long as it could be, so that another one may follow
         */
        void take(List<Anomaly> piece, boolean whole);

        /** The index does not answer; some time has passed since it was asked. */
        void failed();
    }
}
