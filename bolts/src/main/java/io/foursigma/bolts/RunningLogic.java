// SPDX-License-Identifier: Apache-2.0
package io.foursigma.bolts;

import io.foursigma.bolts.order.Repetition;
import io.foursigma.bolts.order.SensorLogic;
import io.foursigma.bolts.order.Share;
import io.foursigma.stores.StatsRow;
import java.util.List;
import java.util.function.Consumer;

/** Adds readings to running statistics. What a reading brings about is that its sensor has changed. */
final class RunningLogic implements SensorLogic<RunningSensor, StatsRow, RunningSensor> {

    private static final int ROW_BYTES = 150;

    private final Consumer<RunningSensor> changes;

    /** Logic that tells at once of each sensor that has changed. */
    RunningLogic(Consumer<RunningSensor> changes) {
        this.changes = changes;
    }

    @Override
    public RunningSensor fresh(String sensor) {
        return new RunningSensor(sensor);
    }

    @Override
    public RunningSensor resume(String sensor, StatsRow row) {
        return new RunningSensor(sensor, row);
    }

    @Override
    public StatsRow row(RunningSensor running) {
        return running.row();
    }

    @Override
    public int rowBytes(RunningSensor running) {
        return ROW_BYTES + running.sensor().length();
    }

    /** Whatever was lost: the present statistics make up for it. */
    @Override
    public Repetition<RunningSensor, RunningSensor> repetition() {
        return (Repetition.FromState<RunningSensor, RunningSensor>) running -> {
            changes.accept(running);
            return running;
        };
    }

    @Override
    public boolean apply(RunningSensor running, Share share, int i, List<RunningSensor> outputs) {
        running.add(share, i);
        changes.accept(running);
        outputs.add(running);
        return false;
    }
}
