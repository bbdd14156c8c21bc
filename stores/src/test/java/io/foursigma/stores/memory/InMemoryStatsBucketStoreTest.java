// SPDX-License-Identifier: Apache-2.0
package io.foursigma.stores.memory;

import io.foursigma.stores.BucketStore;
import io.foursigma.stores.RowLoadingContract;
import io.foursigma.stores.SampleState;
import io.foursigma.stores.StatsRow;
import java.util.List;
import java.util.SplittableRandom;

final class InMemoryStatsBucketStoreTest extends RowLoadingContract<StatsRow> {

    private final InMemoryBucketStore<StatsRow> store = new InMemoryBucketStore<>();

    @Override
    protected BucketStore<StatsRow> one() {
        return store;
    }

    @Override
    protected BucketStore<StatsRow> other() {
        return store;
    }

    @Override
    protected StatsRow sample(SplittableRandom source) {
        return SampleState.stats(source);
    }

    @Override
    protected List<StatsRow> extremes() {
        return SampleState.extremeStats();
    }
}
