// SPDX-License-Identifier: Apache-2.0
package io.foursigma.dashboard;

import io.foursigma.schemas.LatestReading;
import io.foursigma.schemas.Limits;
import io.foursigma.schemas.VerdictName;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How much a sensor needs attention, from most to none. The page finds the same for each sensor (attention.js), because it
 * needs to without asking; {@code docs/live-protocol.md} tells the rules.
 */
enum Attention {
    ALARM,
    ANOMALOUS,
    WARN,
    STALE,
    LATE,
    QUIET,
    LEARNING,
    NORMAL;

    /** For so long an anomaly that was announced counts, in milliseconds. */
    static final long ALERT_MILLIS = 10_000;

    private static final int QUIET_INTERVALS = 10;
    private static final long QUIET_MILLIS = 10_000;
    private static final int STALE_INTERVALS = 100;
    private static final long STALE_MILLIS = 60_000;
    private static final long LATE_MILLIS = 60_000;

    /** The name in answers. */
    String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The state of a sensor.
     *
     * @param sensor what is known of it
     * @param limits from where on its values are worth a warning or an alarm
     * @param alerted whether an anomaly of it was announced less than {@link #ALERT_MILLIS} ago
     * @param now the relay's clock, epoch milliseconds
     */
    static Attention of(SensorView sensor, Limits limits, boolean alerted, long now) {
        SensorView.Newest newest = sensor.newest();
        LatestReading reading = sensor.latest().reading();
        long silence = now - sensor.heard();
        if (reaches(newest.value(), limits.alarmLow(), limits.alarmHigh())) {
            return ALARM;
        }
        if (alerted || (reading != null && reading.verdict() == VerdictName.ANOMALOUS)) {
            return ANOMALOUS;
        }
        if (reaches(newest.value(), limits.warnLow(), limits.warnHigh())) {
            return WARN;
        }
        if (isLonger(silence, sensor.interval(), STALE_INTERVALS, STALE_MILLIS)) {
            return STALE;
        }
        if (sensor.heard() - newest.time() > LATE_MILLIS) {
            return LATE;
        }
        if (isLonger(silence, sensor.interval(), QUIET_INTERVALS, QUIET_MILLIS)) {
            return QUIET;
        }
        return reading != null && reading.verdict() == VerdictName.NORMAL ? NORMAL : LEARNING;
    }

    /** A value that equals a limit has reached it. */
    private static boolean reaches(double value, @Nullable Double low, @Nullable Double high) {
        return (low != null && value <= low) || (high != null && value >= high);
    }

    private static boolean isLonger(long silence, @Nullable Double interval, int intervals, long leastMillis) {
        return silence > leastMillis && (interval == null || silence > intervals * interval);
    }
}
