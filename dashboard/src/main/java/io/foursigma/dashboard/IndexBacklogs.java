// SPDX-License-Identifier: Apache-2.0
package io.foursigma.dashboard;

import io.foursigma.schemas.Anomaly;
import io.foursigma.stores.InsightReader;
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

/** Reads what pages have missed from the index, for one page after the other. */
final class IndexBacklogs implements BacklogReader {

    private static final Logger LOG = LoggerFactory.getLogger(IndexBacklogs.class);
    private static final int PIECE = 200;

    private final InsightReader insights;
    private final ScheduledExecutorService thread;
    private final Duration retry;

    /**
     * A reader that does nothing yet.
     *
     * @param insights the index
     * @param thread one that nobody else keeps busy
     * @param retry after how long a piece that could not be read is given up, so that it is asked for again
     */
    IndexBacklogs(InsightReader insights, ScheduledExecutorService thread, Duration retry) {
        this.insights = insights;
        this.thread = thread;
        this.retry = retry;
    }

    @Override
    public void read(long since, @Nullable PageEnd after, Taker taker) {
        try {
            thread.execute(() -> readNow(new JudgedQuery(since - AnomalyTail.OVERLAP_MILLIS, PIECE, after), taker));
        } catch (RejectedExecutionException stopping) {
            LOG.debug("the relay stops: a page's backlog is not read", stopping);
        }
    }

    private void readNow(JudgedQuery query, Taker taker) {
        List<Anomaly> piece;
        try {
            piece = insights.judgedSince(query);
        } catch (StoreException away) {
            LOG.debug("a page's backlog has to wait", away);
            ScheduledFuture<?> unused = thread.schedule(taker::failed, retry.toMillis(), TimeUnit.MILLISECONDS);
            return;
        }
        taker.take(piece, piece.size() == PIECE);
    }
}
