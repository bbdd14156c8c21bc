// SPDX-License-Identifier: Apache-2.0
package io.foursigma.bench.cli.quality;

import io.foursigma.analytics.Outcome;
import io.foursigma.analytics.SensorEpisodes;
import io.foursigma.analytics.SensorEpisodesState;
import io.foursigma.analytics.SensorWindows;
import io.foursigma.analytics.SensorWindowsState;
import io.foursigma.analytics.Verdict;
import io.foursigma.local.cli.whatif.Variant;
import java.util.BitSet;

/** The alarms that the rule gives. */
final class RuleAlarms {

    private RuleAlarms() {}

    /** The rows of a series that are anomalous. */
    static BitSet anomalies(Series series, Variant variant) {
        return of(series, variant, false);
    }

    /** The rows of a series at which an episode opens. */
    static BitSet episodes(Series series, Variant variant) {
        return of(series, variant, true);
    }

    private static BitSet of(Series series, Variant variant, boolean openingsOnly) {
        SensorWindows windows = SensorWindows.of(variant.config(), SensorWindowsState.EMPTY);
        SensorEpisodes episodes = SensorEpisodes.of(variant.episodes(), variant.config(), SensorEpisodesState.EMPTY);
        BitSet alarms = new BitSet(series.rows());
        for (int row = 0; row < series.rows(); row++) {
            Outcome outcome = windows.apply(series.time(row), series.value(row), published -> {});
            if (outcome instanceof Verdict) {
                episodes.read(windows.watermark(), changed -> {});
            }
            if (outcome instanceof Verdict.Anomalous) {
                String id = Integer.toString(row);
                // How far away a reading lies decides no episode.
                String episode = episodes.anomaly(series.time(row), 0, id, windows.watermark(), changed -> {});
                alarms.set(row, !openingsOnly || episode.equals(id));
            }
        }
        return alarms;
    }
}
