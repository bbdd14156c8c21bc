// SPDX-License-Identifier: Apache-2.0
package io.foursigma.topology;

import io.foursigma.analytics.SensorWindowsState;
import io.foursigma.schemas.settings.Settings;
import io.foursigma.stores.BucketStore;
import io.foursigma.stores.DeadLetterLog;
import io.foursigma.stores.InsightIndex;
import io.foursigma.stores.LatestValues;
import io.foursigma.stores.RealStores;
import io.foursigma.stores.ResultLog;
import io.foursigma.stores.StateReader;
import io.foursigma.stores.StatsRow;
import io.foursigma.stores.Stores;

/** The stores on real servers, with a state that whoever comes last may write. */
final class UnfencedStores implements Stores {

    private static final long serialVersionUID = 1;

    private final RealStores stores;

    UnfencedStores(Settings settings) {
        stores = new RealStores(settings);
    }

    @Override
    public BucketStore<StatsRow> stats() {
        return new UnfencedBucketStore<>(stores.stats());
    }

    @Override
    public BucketStore<SensorWindowsState> windows() {
        return new UnfencedBucketStore<>(stores.windows());
    }

    @Override
    public StateReader state() {
        return stores.state();
    }

    @Override
    public InsightIndex insights() {
        return stores.insights();
    }

    @Override
    public LatestValues latest() {
        return stores.latest();
    }

    @Override
    public ResultLog results() {
        return stores.results();
    }

    @Override
    public DeadLetterLog deadLetters() {
        return stores.deadLetters();
    }
}
