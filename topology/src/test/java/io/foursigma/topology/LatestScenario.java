// SPDX-License-Identifier: Apache-2.0
package io.foursigma.topology;

import io.foursigma.schemas.settings.Settings;
import io.foursigma.stores.memory.InMemoryStores;
import java.util.Map;
import java.util.SplittableRandom;

/** Readings at random of some sensors: in and out of order, late, judged and not, across restarts. */
final class LatestScenario {

    static final Settings SETTINGS = Settings.resolve(
            Map.of(),
            Map.of(
                    "window.length",
                    "20ms",
                    "window.allowed-lateness",
                    "10ms",
                    "baseline.min-count",
                    "2",
                    "sigmas",
                    "1"));

    private static final String[] SENSORS = {"a", "b", "c", "d", "e"};

    private final SplittableRandom random = new SplittableRandom(20_261_122);
    private final TimeTableBolts bolts;
    private long time = 1_000;

    LatestScenario(Way way, InMemoryStores stores) {
        bolts = new TimeTableBolts(way, SETTINGS, stores);
    }

    /** The bolts, with all that they have sent. */
    TimeTableBolts bolts() {
        return bolts;
    }

    void play(int readings) {
        for (int i = 0; i < readings; i++) {
            String sensor = SENSORS[Math.min(random.nextInt(SENSORS.length), random.nextInt(SENSORS.length))];
            time += random.nextInt(8);
            String event = Long.toString(time - random.nextInt(4) * random.nextLong(20));
            bolts.read(sensor, event, Double.toString(random.nextInt(-3, 4) / 7.0), event);
            if (random.nextInt(50) == 0) {
                bolts.restart();
            }
        }
    }
}
