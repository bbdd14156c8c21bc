// SPDX-License-Identifier: Apache-2.0
package io.foursigma.local.cli.whatif;

import io.foursigma.analytics.EpisodeRule;
import io.foursigma.analytics.SigmaRule;
import io.foursigma.analytics.TumblingWindows;
import io.foursigma.analytics.WindowConfig;
import io.foursigma.schemas.settings.Settings;
import io.foursigma.schemas.settings.SettingsTable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * One choice of settings that readings are judged by.
 *
 * @param config how to cut and judge
 * @param episodes when an episode is over
 */
public record Variant(WindowConfig config, EpisodeRule episodes) {

    private static final Pattern MINUTES = Pattern.compile("(\\d+)m");

    /** The settings that are given. */
    public static Variant of(Settings settings) {
        Duration quiet = settings.get(SettingsTable.EPISODE_QUIET);
        long quietMillis = quiet.toMillis() == Long.MAX_VALUE ? EpisodeRule.BY_INTERVAL : quiet.toMillis();
        WindowConfig config = new WindowConfig(
                new TumblingWindows(settings.get(SettingsTable.WINDOW_LENGTH).toMillis()),
                settings.get(SettingsTable.WINDOW_ALLOWED_LATENESS).toMillis(),
                settings.get(SettingsTable.BASELINE_MAX_AGE).toMillis(),
                new SigmaRule(
                        settings.get(SettingsTable.SIGMAS),
                        settings.get(SettingsTable.BASELINE_MIN_COUNT),
                        settings.get(SettingsTable.BASELINE_MIN_STD)));
        return new Variant(config, new EpisodeRule(quietMillis));
    }

    /**
     * Every one of these windows with every one of these sigmas, each pair once.
     *
     * @param settings all else
     * @param sigmas texts of the setting {@code sigmas}; where there are none, the one in force
     * @param windows texts of the setting {@code window.length}, where {@code 10m} stands for {@code 10min}, too; where there
     *     are none, the one in force
     * @throws io.foursigma.schemas.settings.SettingsException if a text is not accepted
     */
    public static List<Variant> grid(Settings settings, List<String> sigmas, List<String> windows) {
        Set<Variant> grid = new LinkedHashSet<>();
        for (String window : windows.isEmpty() ? List.of(settings.text(SettingsTable.WINDOW_LENGTH)) : windows) {
            String length = MINUTES.matcher(window.strip()).replaceFirst("$1min");
            Settings ofLength = settings.with(SettingsTable.WINDOW_LENGTH, length);
            for (String factor : sigmas.isEmpty() ? List.of(settings.text(SettingsTable.SIGMAS)) : sigmas) {
                grid.add(of(ofLength.with(SettingsTable.SIGMAS, factor.strip())));
            }
        }
        return new ArrayList<>(grid);
    }

    /** How many standard deviations are allowed. */
    public double sigmas() {
        return config.rule().sigmas();
    }

    /** The length of a window in milliseconds. */
    public long windowMillis() {
        return config.windows().lengthMillis();
    }

    /** The length of a window as people write it. */
    public String windowText() {
        return SpanText.of(Duration.ofMillis(windowMillis()));
    }
}
