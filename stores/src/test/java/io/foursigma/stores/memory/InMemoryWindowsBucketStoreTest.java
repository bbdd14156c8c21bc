// SPDX-License-Identifier: Apache-2.0
package io.foursigma.stores.memory;

import io.foursigma.analytics.SensorWindowsState;
import io.foursigma.stores.BucketStore;
import io.foursigma.stores.SampleState;
import io.foursigma.stores.StoredOutputsContract;
import java.util.List;
import java.util.SplittableRandom;

final class InMemoryWindowsBucketStoreTest extends StoredOutputsContract<SensorWindowsState> {

    private final InMemoryBucketStore<SensorWindowsState> store = new InMemoryBucketStore<>();

    @Override
    protected BucketStore<SensorWindowsState> one() {
        return store;
    }

    @Override
    protected BucketStore<SensorWindowsState> other() {
        return store;
    }

    @Override
    protected SensorWindowsState sample(SplittableRandom source) {
        return SampleState.windows(source);
    }

    @Override
    protected List<SensorWindowsState> extremes() {
        return SampleState.extremeWindows();
    }
}
