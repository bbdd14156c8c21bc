// SPDX-License-Identifier: Apache-2.0
package io.foursigma.ingest.spool;

import io.foursigma.schemas.settings.Settings;
import io.foursigma.schemas.settings.SettingsTable;
import java.time.Duration;

/**
 * How much a spool keeps, and how surely.
 *
 * @param maxBytes bytes of its files
 * @param whenFull which entries are dropped when there is no room
 * @param fsync how long what was appended may be in the machine's memory alone; zero: not at all,
 *     {@link io.foursigma.schemas.settings.ValueKind#UNBOUNDED}: as long as the system likes
 */
public record SpoolPolicy(long maxBytes, WhenFull whenFull, Duration fsync) {

    /** Which entries are dropped when there is no room. */
    public enum WhenFull {
        /** The oldest ones, a segment at a time. */
        OLDEST,
        /** The new one. */
        NEWEST
    }

    /** The policy of the settings. */
    public static SpoolPolicy of(Settings settings) {
        return new SpoolPolicy(
                settings.get(SettingsTable.COLLECT_SPOOL_MAX_BYTES),
                settings.get(SettingsTable.COLLECT_SPOOL_WHEN_FULL).equals("oldest")
                        ? WhenFull.OLDEST
                        : WhenFull.NEWEST,
                settings.get(SettingsTable.COLLECT_SPOOL_FSYNC));
    }
}
