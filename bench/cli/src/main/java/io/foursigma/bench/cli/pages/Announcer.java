// SPDX-License-Identifier: Apache-2.0
package io.foursigma.bench.cli.pages;

import io.foursigma.schemas.BaselineStats;
import io.foursigma.schemas.LatestReading;
import io.foursigma.schemas.LatestSensor;
import io.foursigma.schemas.SensorStats;
import io.foursigma.schemas.VerdictName;
import io.foursigma.schemas.settings.Settings;
import io.foursigma.stores.redis.RedisLatestValues;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** Puts latest values into Redis as the topology does: those of all sensors at once, several times a second. */
final class Announcer implements AutoCloseable {

    private static final long SEED = 1;
    private static final long WINDOW_MILLIS = 2_000;

    private final RedisLatestValues redis;
    private final List<String> sensors;
    private final Random random = new Random(SEED);
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor();
    private final ScheduledFuture<?> rounds;
    private long round;

    private Announcer(Settings settings, List<String> sensors, int rate) {
        this.redis = new RedisLatestValues(settings);
        this.sensors = sensors;
        this.rounds = thread.scheduleAtFixedRate(this::announce, 0, 1_000 / rate, TimeUnit.MILLISECONDS);
    }

    static Announcer start(Settings settings, List<String> sensors, int rate) {
        return new Announcer(settings, sensors, rate);
    }

    /** Whether it goes on; it ends where Redis fails. */
    boolean goesOn() {
        return !rounds.isDone();
    }

    private void announce() {
        long now = System.currentTimeMillis();
        round++;
        BaselineStats baseline =
                new BaselineStats(now - 2 * WINDOW_MILLIS, now - WINDOW_MILLIS, 20, 20.123456789, 1.0625);
        List<LatestSensor> updates = new ArrayList<>(sensors.size());
        for (int i = 0; i < sensors.size(); i++) {
            String sensor = sensors.get(i);
            double value = 20 + random.nextGaussian();
            updates.add(new LatestSensor(
                    sensor,
                    new LatestReading(sensor, now, value, 0, round * sensors.size() + i, VerdictName.NORMAL, baseline),
                    new SensorStats(sensor, round, 20.0123456789, 1.01, 1.02, 16.5, 24.25, value, now)));
        }
        redis.put(updates, List.of());
    }

    @Override
    public void close() {
        thread.shutdownNow();
        redis.close();
    }
}
