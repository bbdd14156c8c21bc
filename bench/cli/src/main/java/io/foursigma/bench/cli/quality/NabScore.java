// SPDX-License-Identifier: Apache-2.0
package io.foursigma.bench.cli.quality;

import java.util.BitSet;
import java.util.List;

/**
 * The score of the Numenta Anomaly Benchmark, for one series.
 *
 * <p>Of a labelled anomaly the first alarm counts: the earlier it comes, the more it is worth. An anomaly without alarm
 * costs. Each alarm outside costs: little just behind an anomaly, all of it far from one, or before the first. The rows of a
 * probationary period at the begin count nothing.
 *
 * @param rows how many rows the series has
 * @param anomalies its labelled anomalies, in ascending order, none overlapping another
 */
record NabScore(int rows, List<Rows> anomalies) {
    /*
     * With y the place relative to an anomaly of n rows, -1 at its first row, 0 behind its last, the scaled sigmoid
     *
     *     s(y) = 2 / (1 + e^(5 y)) - 1
     *
     * goes from 0.987 at the begin through 0 at the end to -1 behind. Within, y = -(rows to the end, itself included) / n;
     * behind, y = rows since the last / (n - 1). From 3 lengths on s is -1. A detected anomaly is worth s(y) / s(-1), so that
     * the perfect detector has its full weight. (A. Lavin, S. Ahmad, ICMLA 2015, section III.B.)
     */
    private static final double PROBATION = 0.15;
    private static final int PROBATION_MOST_ROWS = 750;
    private static final double STEEPNESS = 5;
    private static final double FAR = 3;

    NabScore {
        anomalies = List.copyOf(anomalies);
    }

    /** How many rows at the begin count nothing: 15 %, at most 750. */
    int probationRows() {
        return Math.min((int) (PROBATION * rows), PROBATION_MOST_ROWS);
    }

    /** The scaled sigmoid of a place relative to an anomaly. */
    static double sigmoid(double y) {
        return y >= FAR ? -1 : 2 / (1 + Math.exp(STEEPNESS * y)) - 1;
    }

    /** The score of alarms at these rows, not normalised. */
    double raw(BitSet alarms, Profile profile) {
        double score = 0;
        for (Rows anomaly : counted()) {
            int alarm = alarms.nextSetBit(Math.max(anomaly.first(), probationRows()));
            score += alarm < 0 || alarm > anomaly.last()
                    ? -profile.missed()
                    : profile.detected() * within(anomaly, alarm) / sigmoid(-1);
        }
        for (int row = alarms.nextSetBit(probationRows()); row >= 0; row = alarms.nextSetBit(row + 1)) {
            score += profile.falseAlarm() * outside(row);
        }
        return score;
    }

    /** The score of no alarm at all. */
    double ofNull(Profile profile) {
        return raw(new BitSet(), profile);
    }

    /** The score of an alarm at the begin of each anomaly, and no other. */
    double ofPerfect(Profile profile) {
        BitSet perfect = new BitSet();
        counted().forEach(anomaly -> perfect.set(Math.max(anomaly.first(), probationRows())));
        return raw(perfect, profile);
    }

    /** How alarms lie. */
    Alarms count(BitSet alarms) {
        int detected = 0;
        for (Rows anomaly : counted()) {
            int alarm = alarms.nextSetBit(Math.max(anomaly.first(), probationRows()));
            detected += alarm >= 0 && alarm <= anomaly.last() ? 1 : 0;
        }
        int falseAlarms = 0;
        for (int row = alarms.nextSetBit(probationRows()); row >= 0; row = alarms.nextSetBit(row + 1)) {
            falseAlarms += outside(row) < 0 ? 1 : 0;
        }
        return new Alarms(counted().size(), detected, falseAlarms);
    }

    /** The anomalies that do not lie within the probationary period altogether. */
    private List<Rows> counted() {
        return anomalies.stream()
                .filter(anomaly -> anomaly.last() >= probationRows())
                .toList();
    }

    private static double within(Rows anomaly, int row) {
        return sigmoid(-(anomaly.last() - row + 1) / (double) anomaly.count());
    }

    /** What an alarm costs that lies in no anomaly, below 0; 0 in one. */
    private double outside(int row) {
        double cost = -1;
        for (Rows anomaly : anomalies) {
            if (anomaly.first() <= row && row <= anomaly.last()) {
                return 0;
            }
            if (anomaly.last() < row) {
                cost = sigmoid((row - anomaly.last()) / (double) (anomaly.count() - 1));
            }
        }
        return cost;
    }

    /**
     * Alarms behind the probationary period.
     *
     * @param anomalies how many anomalies are labelled
     * @param detected how many of them hold an alarm
     * @param falseAlarms how many alarms lie in none
     */
    record Alarms(int anomalies, int detected, int falseAlarms) {

        static final Alarms NONE = new Alarms(0, 0, 0);

        Alarms plus(Alarms other) {
            return new Alarms(anomalies + other.anomalies, detected + other.detected, falseAlarms + other.falseAlarms);
        }
    }
}
