// SPDX-License-Identifier: Apache-2.0
package io.foursigma.dashboard;

import io.foursigma.schemas.Judged;
import io.foursigma.stores.InsightReader.JudgedQuery;
import io.foursigma.stores.InsightReader.PageEnd;
import io.foursigma.stores.StoreException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads what pages have missed from an index, for one page after the other.
 *
 * @param <T> what it holds
 */
final class IndexBacklogs<T extends Judged> implements BacklogReader<T> {

    private static final Logger LOG = LoggerFactory.getLogger(IndexBacklogs.class);
    private static final int PIECE = 200;

    private final JudgedIndex<T> index;
    private final ScheduledExecutorService thread;
    private final Duration retry;

    /**
     * A reader that does nothing yet.
     *
     * @param index the index
     * @param thread one that nobody else keeps busy
     * @param retry after how long a piece that could not be read is given up, so that it is asked for again
     */
    IndexBacklogs(JudgedIndex<T> index, ScheduledExecutorService thread, Duration retry) {
        this.index = index;
        this.thread = thread;
        this.retry = retry;
    }

    @Override
    public void read(long since, @Nullable PageEnd after, Taker<T> taker) {
        try {
            thread.execute(() -> readNow(new JudgedQuery(since - JudgedTail.OVERLAP_MILLIS, PIECE, after), taker));
        } catch (RejectedExecutionException stopping) {
            LOG.debug("the relay stops: a page's backlog is not read", stopping);
        }
    }

    private void readNow(JudgedQuery query, Taker<T> taker) {
        List<T> piece;
        try {
            piece = index.since(query);
        } catch (StoreException away) {
            LOG.debug("a page's backlog has to wait", away);
            ScheduledFuture<?> unused = thread.schedule(taker::failed, retry.toMillis(), TimeUnit.MILLISECONDS);
            return;
        }
        taker.take(piece, piece.size() == PIECE);
    }
}
