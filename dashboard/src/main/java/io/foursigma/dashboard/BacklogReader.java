// SPDX-License-Identifier: Apache-2.0
package io.foursigma.dashboard;

import io.foursigma.schemas.Judged;
import io.foursigma.stores.InsightReader.PageEnd;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads what pages have missed.
 *
 * @param <T> what it reads
 */
interface BacklogReader<T extends Judged> {

    /**
     * Begins to read a piece, and returns.
     *
     * @param since least time of judging, epoch milliseconds
     * @param after where the piece before ended, null for the first one
     * @param taker gets it, on another thread
     */
    void read(long since, @Nullable PageEnd after, Taker<T> taker);

    /**
     * Takes a piece; exactly one of its methods is called, once.
     *
     * @param <T> what it holds
     */
    interface Taker<T> {

        /**
         * Takes what was judged, in that order.
         *
         * @param piece what was judged
         * @param whole whether the piece is as long as it could be, so that another one may follow
         */
        void take(List<T> piece, boolean whole);

        /** The index does not answer; some time has passed since it was asked. */
        void failed();
    }
}
