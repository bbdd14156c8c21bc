// SPDX-License-Identifier: Apache-2.0
package io.foursigma.bolts;

import io.foursigma.analytics.Baseline;
import io.foursigma.analytics.SensorWindowsState;
import io.foursigma.analytics.SigmaRule;
import io.foursigma.schemas.LatestReading;
import io.foursigma.schemas.LatestSensor;
import io.foursigma.stores.LatestValues;
import io.foursigma.stores.SensorState;
import io.foursigma.stores.StateReader;
import io.foursigma.stores.StatsRow;
import io.foursigma.stores.StoreException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts the latest values of all sensors out of the durable state, on a thread of its own and a batch at a time: when it
 * is demanded, and when the store of latest values has begun another life. Newer values that are there already stay.
 */
final class LatestRefill implements AutoCloseable {
    /*
     * Latest values travel unacknowledged. After a task has died, some that it had made durable may be on the way still,
     * and Storm may drop what is sent to a worker that is gone until all know of the new one. Nor are the two states of a
     * sensor durable at the same moment. So a demand is met twice: at once, and when all this has settled.
     */
    private static final Logger LOG = LoggerFactory.getLogger(LatestRefill.class);

    private static final int BATCH = 500;
    private static final long SETTLED_MILLIS = 30_000;
    private static final long LOOK_MILLIS = 5_000;
    private static final long RETRY_MILLIS = 1_000;

    private final StateReader state;
    private final LatestValues latest;
    private final SigmaRule rule;
    private final ExecutorService thread = Executors.newSingleThreadExecutor(Workers.daemon("latest-refill"));
    private long dueAt = Long.MAX_VALUE;
    private long againAt = Long.MAX_VALUE;
    private long lookAt = Long.MIN_VALUE;
    private @Nullable UnderWay underWay;
    private String filledLife = "";

    LatestRefill(StateReader state, LatestValues latest, SigmaRule rule) {
        this.state = state;
        this.latest = latest;
        this.rule = rule;
    }

    /** Values may have been lost. */
    void demand(long nowMillis) {
        dueAt = Math.min(dueAt, nowMillis);
        againAt = nowMillis + SETTLED_MILLIS;
    }

    /** Begins what is due. To be called every few milliseconds. */
    void pulse(long nowMillis) {
        if (underWay != null) {
            if (!underWay.done.isDone()) {
                return;
            }
            if (!underWay.done.join() && underWay.demanded) {
                dueAt = Math.min(dueAt, nowMillis + RETRY_MILLIS);
            }
            underWay = null;
        }
        boolean demanded = nowMillis >= dueAt;
        if (demanded) {
            dueAt = againAt;
            againAt = Long.MAX_VALUE;
        }
        if (demanded || nowMillis >= lookAt) {
            lookAt = nowMillis + LOOK_MILLIS;
            underWay = new UnderWay(demanded, CompletableFuture.supplyAsync(() -> look(demanded), thread));
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
        state.close();
    }

    private boolean look(boolean demanded) {
        try {
            String life = latest.life();
            if (demanded || !life.equals(filledLife)) {
                refill();
                filledLife = life;
            }
            return true;
        } catch (StoreException e) {
            LOG.debug("latest values are filled from the state later: {}", e.getMessage());
            return false;
        } catch (RuntimeException e) {
            LOG.warn("latest values could not be filled from the state; this is tried again", e);
            return false;
        }
    }

    private void refill() {
        List<LatestSensor> batch = new ArrayList<>(BATCH);
        state.forEachSensor(sensor -> {
            batch.add(latestOf(sensor));
            if (batch.size() == BATCH) {
                latest.put(batch, List.of());
                batch.clear();
            }
        });
        if (!batch.isEmpty()) {
            latest.put(batch, List.of());
        }
    }

    private LatestSensor latestOf(SensorState sensor) {
        return new LatestSensor(
                sensor.sensor(), readingOf(sensor), sensor.stats().published(sensor.sensor()));
    }

    /**
     * The newest reading with its verdict, if both states know it: the reading of the greatest event time lies in the
     * newest window, whose baseline was fixed before the reading came. If one state is behind, its task has yet to apply
     * the reading, and sends it then.
     */
    private @Nullable LatestReading readingOf(SensorState sensor) {
        StatsRow stats = sensor.stats();
        SensorWindowsState windows = sensor.windows();
        if (windows == null || windows.windows().isEmpty() || windows.watermark() != stats.lastTime()) {
            return null;
        }
        Baseline baseline = windows.windows().get(windows.windows().size() - 1).baseline();
        return Published.latest(
                sensor.sensor(),
                stats.lastTime(),
                stats.lastValue(),
                stats.lastPartition(),
                stats.lastOffset(),
                rule.judge(baseline, stats.lastValue()),
                baseline);
    }

    /** A look at the store's life, or a refill that was demanded, and whether it went through. */
    private record UnderWay(boolean demanded, CompletableFuture<Boolean> done) {}
}
