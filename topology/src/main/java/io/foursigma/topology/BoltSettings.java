// SPDX-License-Identifier: Apache-2.0
package io.foursigma.topology;

import static io.foursigma.schemas.settings.SettingsTable.BASELINE_MAX_AGE;
import static io.foursigma.schemas.settings.SettingsTable.BASELINE_MIN_COUNT;
import static io.foursigma.schemas.settings.SettingsTable.BASELINE_MIN_STD;
import static io.foursigma.schemas.settings.SettingsTable.EPISODE_QUIET;
import static io.foursigma.schemas.settings.SettingsTable.SIGMAS;
import static io.foursigma.schemas.settings.SettingsTable.STATE_BUCKETS;
import static io.foursigma.schemas.settings.SettingsTable.STATE_EVICT_AFTER;
import static io.foursigma.schemas.settings.SettingsTable.STATE_FLUSH_INTERVAL;
import static io.foursigma.schemas.settings.SettingsTable.STATE_RESIDENT_SENSORS;
import static io.foursigma.schemas.settings.SettingsTable.TOPOLOGY_MAX_PENDING;
import static io.foursigma.schemas.settings.SettingsTable.WINDOWS;
import static io.foursigma.schemas.settings.SettingsTable.WINDOW_ALLOWED_LATENESS;
import static io.foursigma.schemas.settings.SettingsTable.WINDOW_IDLE_PUBLISH;
import static io.foursigma.schemas.settings.SettingsTable.WINDOW_LENGTH;

import io.foursigma.bolts.StatefulConfig;
import io.foursigma.bolts.WindowSettings;
import io.foursigma.bolts.order.Rules;
import io.foursigma.schemas.settings.Settings;

/** From the settings to what each bolt is told. */
final class BoltSettings {

    private BoltSettings() {}

    static StatefulConfig stateful(Settings settings, Rules rules) {
        return new StatefulConfig(
                settings.get(STATE_BUCKETS),
                settings.get(STATE_FLUSH_INTERVAL).toMillis(),
                settings.get(TOPOLOGY_MAX_PENDING),
                settings.get(STATE_RESIDENT_SENSORS),
                settings.get(STATE_EVICT_AFTER).toMillis(),
                rules);
    }

    static WindowSettings windows(Settings settings) {
        return new WindowSettings(
                settings.get(WINDOW_LENGTH).toMillis(),
                settings.get(WINDOW_ALLOWED_LATENESS).toMillis(),
                settings.get(BASELINE_MAX_AGE).toMillis(),
                settings.get(SIGMAS),
                settings.get(BASELINE_MIN_COUNT),
                settings.get(BASELINE_MIN_STD),
                settings.get(WINDOW_IDLE_PUBLISH).toMillis(),
                settings.get(WINDOWS).equals("all"),
                settings.get(EPISODE_QUIET).toMillis());
    }
}
