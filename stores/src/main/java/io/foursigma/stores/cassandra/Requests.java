// SPDX-License-Identifier: Apache-2.0
package io.foursigma.stores.cassandra;

import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.Row;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Function;

/** What takes several requests, without blocking and without many at once. */
final class Requests {

    /** How many requests of one kind are under way at once. */
    private static final int AT_ONCE = 4;

    private Requests() {}

    /**
     * Makes a request of every item. After a failure some may not have been made; none is under way any more when the
     * stage completes.
     */
    static <T> CompletionStage<Void> each(List<T> items, Function<T, CompletionStage<Void>> request) {
        CompletableFuture<?>[] lanes = new CompletableFuture<?>[Math.min(AT_ONCE, items.size())];
        for (int lane = 0; lane < lanes.length; lane++) {
            CompletableFuture<Void> last = CompletableFuture.completedFuture(null);
            for (int i = lane; i < items.size(); i += lanes.length) {
                T item = items.get(i);
                last = last.thenCompose(before -> request.apply(item));
            }
            lanes[lane] = last;
        }
        return CompletableFuture.allOf(lanes);
    }

    /** Hands over the rows of an answer in order, one page after the other. */
    static CompletionStage<Void> eachRow(AsyncResultSet page, Consumer<Row> consumer) {
        page.currentPage().forEach(consumer);
        return page.hasMorePages()
                ? page.fetchNextPage().thenCompose(next -> eachRow(next, consumer))
                : CompletableFuture.completedStage(null);
    }
}
