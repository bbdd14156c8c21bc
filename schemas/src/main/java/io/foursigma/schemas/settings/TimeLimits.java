// SPDX-License-Identifier: Apache-2.0
package io.foursigma.schemas.settings;

import java.io.Serializable;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which event times are accepted. One broken clock must not close a sensor's windows for ever.
 *
 * @param earliest least event time, epoch milliseconds
 * @param latest the first event time that is too late, epoch milliseconds
 * @param maxAheadMillis how far an event time may lie ahead of its Kafka record's timestamp; {@link Long#MAX_VALUE} for
 *     any
 */
public record TimeLimits(long earliest, long latest, long maxAheadMillis) implements Serializable {

    /** Those that are set by {@code time.earliest}, {@code time.latest} and {@code time.max-ahead}. */
    public static TimeLimits of(Settings settings) {
        return new TimeLimits(
                settings.get(SettingsTable.TIME_EARLIEST).toEpochMilli(),
                settings.get(SettingsTable.TIME_LATEST).toEpochMilli(),
                settings.get(SettingsTable.TIME_MAX_AHEAD).toMillis());
    }

    /**
     * Says what is wrong with an event time.
     *
     * @param time the event time, epoch milliseconds
     * @param received the timestamp of its Kafka record, epoch milliseconds
     * @return the reason in words; null if the time is accepted
     */
    public @Nullable String problem(long time, long received) {
        if (time < earliest) {
            return "the time " + time + " lies before time.earliest = " + Instant.ofEpochMilli(earliest);
        }
        if (time >= latest) {
            return "the time " + time + " does not lie before time.latest = " + Instant.ofEpochMilli(latest);
        }
        if (time - received > maxAheadMillis) {
            return "the time " + Instant.ofEpochMilli(time) + " lies " + (time - received)
                    + " ms ahead of the record's timestamp; time.max-ahead allows " + maxAheadMillis + " ms";
        }
        return null;
    }
}
