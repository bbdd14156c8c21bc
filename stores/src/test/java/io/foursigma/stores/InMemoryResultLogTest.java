// SPDX-License-Identifier: Apache-2.0
package io.foursigma.stores;

import io.foursigma.schemas.Anomaly;
import io.foursigma.schemas.SensorStats;
import io.foursigma.stores.memory.InMemoryResultLog;
import java.util.List;

final class InMemoryResultLogTest extends ResultLogContract {

    private final InMemoryResultLog log = new InMemoryResultLog();

    @Override
    protected ResultLog log() {
        return log;
    }

    @Override
    protected List<SensorStats> stats() {
        return log.stats();
    }

    @Override
    protected List<Anomaly> anomalies() {
        return log.anomalies();
    }
}
