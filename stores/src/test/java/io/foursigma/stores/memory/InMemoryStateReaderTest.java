// SPDX-License-Identifier: Apache-2.0
package io.foursigma.stores.memory;

import io.foursigma.analytics.SensorWindowsState;
import io.foursigma.stores.BucketStore;
import io.foursigma.stores.StateReader;
import io.foursigma.stores.StateReaderContract;
import io.foursigma.stores.StatsRow;

final class InMemoryStateReaderTest extends StateReaderContract {

    private final InMemoryStores stores = InMemoryStores.create();

    @Override
    protected BucketStore<StatsRow> stats() {
        return stores.stats();
    }

    @Override
    protected BucketStore<SensorWindowsState> windows() {
        return stores.windows();
    }

    @Override
    protected StateReader reader() {
        return stores.state();
    }
}
