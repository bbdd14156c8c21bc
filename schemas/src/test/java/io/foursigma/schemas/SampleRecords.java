// SPDX-License-Identifier: Apache-2.0
package io.foursigma.schemas;

import org.jspecify.annotations.Nullable;

/** Records with content in every field, and the same with null wherever it is allowed. */
public final class SampleRecords {

    /** A baseline. */
    public static final BaselineStats BASELINE = new BaselineStats(1_000, 3_000, 8, 20.25, 0.5);

    private SampleRecords() {}

    /** An anomaly. */
    public static Anomaly anomaly() {
        return anomaly(9.5, BASELINE);
    }

    /** An anomaly against a constant baseline. */
    public static Anomaly anomalyAgainstAConstant() {
        return anomaly(null, new BaselineStats(1_000, 3_000, 8, 20.25, 0));
    }

    private static Anomaly anomaly(@Nullable Double sigmas, BaselineStats baseline) {
        return new Anomaly(
                new Position("topic-1", 2, 1L << 60, 3),
                "greenhouse-7/\u00e9 \"quoted\"",
                3_500,
                -0.1,
                sigmas,
                baseline,
                new Anomaly.Rule(4, 8, 0.001, "0123456789ab"),
                3_000,
                5_000,
                3_600,
                3_700,
                sigmas == null ? null : "topic-1.2.7.0");
    }

    /** An episode that is open. */
    public static Episode episode() {
        Position cause = new Position("topic-1", 2, 1L << 60, 3);
        return new Episode(
                "topic-1.2.7.0",
                "a",
                3_000,
                3_500,
                3,
                9.5,
                700,
                4_200,
                null,
                1,
                5,
                EpisodeChange.EXTENDED,
                3_600,
                3_607,
                cause);
    }

    /** An episode that is closed, of anomalies against a constant baseline. */
    public static Episode closedEpisode() {
        Position cause = new Position("topic-1", 2, 9, 0);
        return new Episode(
                "topic-1.2.7.0", "a", -5, -5, 1, null, 0, -5, 6L, 0, 2, EpisodeChange.CLOSED, 3_600, 3_607, cause);
    }

    /** A window with a baseline. */
    public static WindowStats window() {
        return new WindowStats("a", -2_000, 0, 3, 3, 1.5, 0.25, 0.3, 1, 2, BASELINE);
    }

    /** A window of one value without a baseline. */
    public static WindowStats firstWindow() {
        return new WindowStats("a", 0, 2_000, 1, 1, 1.5, 0, null, 1.5, 1.5, null);
    }

    /** A snapshot of the ledger. */
    public static LedgerSnapshot snapshot() {
        return new LedgerSnapshot(120_000, 10, 8, 2, 1, 3, 4, 5L);
    }

    /** Running statistics. */
    public static SensorStats stats() {
        return new SensorStats("a", 1L << 60, 1e-300, 0.5, 0.6, -1e300, Double.MIN_VALUE, -0.0, -7);
    }

    /** Running statistics of one reading. */
    public static SensorStats firstStats() {
        return new SensorStats("a", 1, 1.5, 0, null, 1.5, 1.5, 1.5, 7);
    }

    /** A newest reading. */
    public static LatestReading latest(VerdictName verdict) {
        return new LatestReading("a", 7, 0.1, 3, 1L << 60, verdict, verdict == VerdictName.LEARNING ? null : BASELINE);
    }
}
