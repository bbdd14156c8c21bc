// SPDX-License-Identifier: Apache-2.0
package io.foursigma.dashboard;

import io.foursigma.analytics.Moments;
import io.foursigma.schemas.Progress;
import io.foursigma.schemas.settings.Settings;
import io.foursigma.schemas.settings.SettingsTable;
import io.foursigma.stores.BucketStore;
import io.foursigma.stores.StatsRow;
import io.foursigma.stores.memory.InMemoryStores;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;

/** State as a topology would have left it, as far as the ledger looks at it. */
final class LedgerState {

    private LedgerState() {}

    /** What a bucket has counted of partition 0; all others have come as far, and have counted nothing. */
    static void write(InMemoryStores stores, int bucket, Progress progress, Map<String, StatsRow> rows) {
        int buckets = Settings.defaults().get(SettingsTable.STATE_BUCKETS);
        for (int other = 0; other < buckets; other++) {
            boolean counts = other == bucket;
            flush(stores.stats(), other, counts ? progress : Progress.at(progress.next()), counts ? rows : Map.of());
            flush(stores.windows(), other, Progress.at(progress.next()), Map.of());
        }
    }

    /** As much as one sensor and some dead letters come to, with nothing late, replayed or lost. */
    static void write(InMemoryStores stores, long readings, long deadLetters) {
        long read = readings + deadLetters;
        write(stores, 0, new Progress(read, read, readings, deadLetters, 0, 0, 0), Map.of("sensor", counted(readings)));
    }

    /** The row of a sensor that has counted so many readings. */
    static StatsRow counted(long count) {
        return new StatsRow(new Moments(count, 1, 0, 0, 0, 1, 1), 1, 1, 0, 0, 0);
    }

    private static <S> void flush(BucketStore<S> store, int bucket, Progress progress, Map<String, S> rows) {
        BucketStore.Claim claim = store.claim(bucket, "test");
        CompletionStage<?> unused = store.flush(new BucketStore.Flush<>(
                bucket, claim.epoch(), claim.sequence() + 1, "topic", Map.of(0, progress), rows, List.of()));
    }
}
