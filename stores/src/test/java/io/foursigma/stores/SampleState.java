// SPDX-License-Identifier: Apache-2.0
package io.foursigma.stores;

import io.foursigma.analytics.Baseline;
import io.foursigma.analytics.EpisodeState;
import io.foursigma.analytics.Moments;
import io.foursigma.analytics.SensorEpisodesState;
import io.foursigma.analytics.SensorWindowsState;
import io.foursigma.analytics.WindowState;
import io.foursigma.schemas.Progress;
import java.util.List;
import java.util.SplittableRandom;

/** States of sensors, drawn at random, and those at the ends of what can be. */
public final class SampleState {

    private static final Moments NEGATIVE_ZERO = new Moments(1, -0.0, -0.0, 0.0, -0.0, -0.0, -0.0);
    private static final Moments SUBNORMAL = new Moments(
            Long.MAX_VALUE,
            Double.MIN_VALUE,
            -Double.MIN_VALUE,
            Double.MIN_VALUE,
            -0.0,
            -Double.MIN_VALUE,
            Double.MIN_VALUE);
    private static final Moments GREATEST = new Moments(
            2,
            Math.nextDown(Double.MAX_VALUE),
            Double.MIN_NORMAL,
            Double.MAX_VALUE,
            Math.ulp(Double.MAX_VALUE) / 2,
            -Double.MAX_VALUE,
            Double.MAX_VALUE);

    /** Names that a store could trip over. */
    public static final List<String> ODD_NAMES = List.of(
            "a",
            " ",
            "it's \"quoted\"; DROP TABLE x --",
            "\u0000",
            "tab\tand\nline",
            "e\u0301 is not \u00e9",
            "\u00e9 is not e\u0301",
            "\u202eright to left",
            "\u0645\u0642\u064a\u0627\u0633",
            "\uff5e stands before the next one by code point, behind it by UTF-16 unit",
            "\ud83d\ude00",
            "\ud83c\udf21".repeat(256),
            "{} % * : @ / \\ ?");

    private SampleState() {}

    /** Running statistics of a sensor. */
    public static StatsRow stats(SplittableRandom random) {
        return new StatsRow(
                moments(random),
                random.nextDouble(-1e9, 1e9),
                random.nextLong(),
                random.nextInt(),
                random.nextLong(),
                random.nextInt());
    }

    /** Running statistics with numbers at the ends of their ranges. */
    public static List<StatsRow> extremeStats() {
        return List.of(
                new StatsRow(Moments.EMPTY, 0, 0, 0, 0, 0),
                new StatsRow(NEGATIVE_ZERO, -0.0, -1, 0, 0, 0),
                new StatsRow(SUBNORMAL, -Double.MIN_VALUE, Long.MIN_VALUE, Integer.MIN_VALUE, Long.MIN_VALUE, -1),
                new StatsRow(
                        GREATEST,
                        -Double.MAX_VALUE,
                        Long.MAX_VALUE,
                        Integer.MAX_VALUE,
                        Long.MAX_VALUE,
                        Integer.MAX_VALUE));
    }

    /** The windows of a sensor: one to four. */
    public static SensorWindowsState windows(SplittableRandom random) {
        int count = random.nextInt(1, 5);
        WindowState[] windows = new WindowState[count];
        for (int i = 0; i < count; i++) {
            Moments moments = moments(random);
            Baseline baseline = random.nextBoolean()
                    ? new Baseline(i, i + 2_000, random.nextLong(1, 99), random.nextDouble(), random.nextDouble())
                    : null;
            windows[i] = new WindowState(i * 2_000L, moments, baseline, random.nextLong(moments.count() + 1));
        }
        return new SensorWindowsState(random.nextLong(1_000_000), List.of(windows), episodes(random));
    }

    private static SensorEpisodesState episodes(SplittableRandom random) {
        EpisodeState[] episodes = new EpisodeState[random.nextInt(3)];
        for (int i = 0; i < episodes.length; i++) {
            long first = random.nextLong(-1_000, 1_000);
            Long closed = random.nextBoolean() ? random.nextLong() : null;
            episodes[i] = new EpisodeState(
                    "topic-\u00e9.0." + i + ".7",
                    first,
                    first + random.nextLong(1_000),
                    7,
                    random.nextBoolean() ? Double.POSITIVE_INFINITY : random.nextDouble(4, 99),
                    random.nextLong(Long.MAX_VALUE),
                    closed,
                    random.nextLong(3),
                    random.nextLong(7, 99),
                    closed == null ? EpisodeState.Change.EXTENDED : EpisodeState.Change.CLOSED);
        }
        return new SensorEpisodesState(random.nextLong(), random.nextLong(1, 99), List.of(episodes));
    }

    /** Windows with numbers at the ends of their ranges. */
    public static List<SensorWindowsState> extremeWindows() {
        Baseline zero = new Baseline(Long.MIN_VALUE, Long.MAX_VALUE, 1, -0.0, 0.0);
        Baseline subnormal = new Baseline(-1, 0, Long.MAX_VALUE, -Double.MIN_VALUE, Double.MIN_VALUE);
        return List.of(
                SensorWindowsState.EMPTY,
                new SensorWindowsState(Long.MAX_VALUE, List.of(new WindowState(0, NEGATIVE_ZERO, null, 0))),
                new SensorWindowsState(
                        -1,
                        List.of(
                                new WindowState(Long.MIN_VALUE, SUBNORMAL, zero, Long.MAX_VALUE),
                                new WindowState(Long.MAX_VALUE - 1, GREATEST, subnormal, 2))));
    }

    /** How far a bucket has come. */
    public static Progress progress(SplittableRandom random) {
        return new Progress(
                random.nextLong(Long.MAX_VALUE),
                random.nextLong(Long.MAX_VALUE),
                random.nextLong(Long.MAX_VALUE),
                random.nextLong(Long.MAX_VALUE),
                random.nextLong(Long.MAX_VALUE),
                random.nextLong(Long.MAX_VALUE),
                random.nextLong(Long.MAX_VALUE));
    }

    private static Moments moments(SplittableRandom random) {
        double min = random.nextDouble(-1e6, 1e6);
        return new Moments(
                random.nextLong(2, 1_000_000),
                min + random.nextDouble(),
                random.nextDouble(-1e-12, 1e-12),
                random.nextDouble(1e-9, 1e9),
                random.nextDouble(-1e-9, 1e-9),
                min,
                min + random.nextDouble(1, 1e6));
    }
}
