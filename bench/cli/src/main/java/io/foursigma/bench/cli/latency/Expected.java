// SPDX-License-Identifier: Apache-2.0
package io.foursigma.bench.cli.latency;

import io.foursigma.analytics.SensorWindows;
import io.foursigma.analytics.SensorWindowsState;
import io.foursigma.analytics.SigmaRule;
import io.foursigma.analytics.TumblingWindows;
import io.foursigma.analytics.Verdict;
import io.foursigma.analytics.WindowConfig;
import io.foursigma.bench.workload.Values;
import io.foursigma.schemas.settings.Settings;
import io.foursigma.schemas.settings.SettingsTable;
import java.util.BitSet;

/**
 * Which documents the readings bring about: each a window that the reading closes, an anomaly, both, or none. Found by
 * the same arithmetic as the topology's, since not its result is in question here but when it comes. A window that is
 * published because its sensor has fallen silent is caused by no reading, and is not among them.
 */
final class Expected {

    private static final double THOUSANDTHS = 1e3;

    private final Schedule schedule;
    private final BitSet anomalies = new BitSet();
    /** How many readings the window holds that a reading closes, 0 if it closes none. */
    private final int[] closed;

    private Expected(Schedule schedule) {
        this.schedule = schedule;
        closed = new int[schedule.plan().readings()];
    }

    /**
     * The documents of all readings.
     *
     * @param schedule the readings
     * @param seed of their values
     * @param settings those of the topology
     */
    static Expected of(Schedule schedule, long seed, Settings settings) {
        Expected expected = new Expected(schedule);
        boolean windows = settings.get(SettingsTable.WINDOWS).equals("all");
        WindowConfig config = config(settings);
        SensorWindows[] sensors = new SensorWindows[schedule.plan().sensors()];
        for (int sensor = 0; sensor < sensors.length; sensor++) {
            sensors[sensor] = SensorWindows.of(config, SensorWindowsState.EMPTY);
        }
        Values values = new Values(seed);
        for (int reading = 0; reading < schedule.plan().readings(); reading++) {
            int sensor = schedule.sensor(reading);
            int cause = reading;
            boolean anomalous =
                    sensors[sensor].apply(schedule.timeMillis(reading), values.next(sensor) / THOUSANDTHS, window -> {
                                if (windows) {
                                    expected.closed[cause] = Math.toIntExact(window.revision());
                                }
                            })
                            instanceof Verdict.Anomalous;
            expected.anomalies.set(reading, anomalous);
        }
        return expected;
    }

    private static WindowConfig config(Settings settings) {
        return new WindowConfig(
                new TumblingWindows(settings.get(SettingsTable.WINDOW_LENGTH).toMillis()),
                settings.get(SettingsTable.WINDOW_ALLOWED_LATENESS).toMillis(),
                settings.get(SettingsTable.BASELINE_MAX_AGE).toMillis(),
                new SigmaRule(
                        settings.get(SettingsTable.SIGMAS),
                        settings.get(SettingsTable.BASELINE_MIN_COUNT),
                        settings.get(SettingsTable.BASELINE_MIN_STD)));
    }

    /** Whether a reading is an anomaly. */
    boolean isAnomaly(int reading) {
        return anomalies.get(reading);
    }

    /** Whether a reading closes a window that holds so many readings. */
    boolean closes(int reading, long revision) {
        return revision > 0 && closed[reading] == revision;
    }

    /** How many documents the measured readings bring about. */
    long documents() {
        long documents = 0;
        for (int reading = schedule.plan().warmUp(); reading < closed.length; reading++) {
            documents += (closed[reading] > 0 ? 1 : 0) + (anomalies.get(reading) ? 1 : 0);
        }
        return documents;
    }
}
