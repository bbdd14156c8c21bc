// SPDX-License-Identifier: Apache-2.0
package io.foursigma.dashboard;

import io.foursigma.schemas.Judged;
import io.foursigma.stores.InsightReader.JudgedQuery;
import io.foursigma.stores.InsightReader.PageEnd;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Follows an index of anomalies or episodes by the time of judging, which is the order in which they come about, whatever
 * their event times are. A document becomes visible some time after it was judged, and not in the order of judging: so each
 * read begins {@value #OVERLAP_MILLIS} ms before the greatest time that was seen. Used by one thread at a time.
 *
 * @param <T> what the index holds
 */
final class JudgedTail<T extends Judged> {

    /** Far beyond what the topology takes to index what it has judged while Elasticsearch answers, in milliseconds. */
    static final long OVERLAP_MILLIS = 30_000;

    private static final int PAGE = 1_000;

    private final JudgedIndex<T> index;
    private @Nullable Long judged;

    /** A tail that has read nothing. */
    JudgedTail(JudgedIndex<T> index) {
        this.index = index;
    }

    /** Hands over what has come since the last read, and some of what was there already. */
    void read(Consumer<List<T>> taker) {
        if (judged == null) {
            taker.accept(index.present());
            judged = index.lastJudged().orElse(0);
        }
        PageEnd end = null;
        long since = judged - OVERLAP_MILLIS;
        List<T> page;
        do {
            page = index.since(new JudgedQuery(since, PAGE, end));
            taker.accept(page);
            if (!page.isEmpty()) {
                T last = page.get(page.size() - 1);
                end = new PageEnd(last.judged(), last.id());
                judged = Math.max(judged, last.judged());
            }
        } while (page.size() == PAGE);
    }
}
