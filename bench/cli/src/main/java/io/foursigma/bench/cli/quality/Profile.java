// SPDX-License-Identifier: Apache-2.0
package io.foursigma.bench.cli.quality;

/**
 * What kind of user is scored for: what a detected anomaly is worth, and what a false alarm and a missed anomaly cost. The
 * weights are those of A. Lavin, S. Ahmad, Evaluating Real-time Anomaly Detection Algorithms - the Numenta Anomaly Benchmark,
 * ICMLA 2015.
 */
enum Profile {
    /** All alike. */
    STANDARD("standard", 1, 0.11, 1),
    /** False alarms cost twice as much. */
    REWARD_LOW_FP("reward low FP", 1, 0.22, 1),
    /** Missed anomalies cost twice as much. */
    REWARD_LOW_FN("reward low FN", 1, 0.11, 2);

    private final String title;
    private final double detected;
    private final double falseAlarm;
    private final double missed;

    Profile(String title, double detected, double falseAlarm, double missed) {
        this.title = title;
        this.detected = detected;
        this.falseAlarm = falseAlarm;
        this.missed = missed;
    }

    String title() {
        return title;
    }

    /** What an anomaly that is detected at its very begin is worth. */
    double detected() {
        return detected;
    }

    /** What a false alarm far from any anomaly costs. */
    double falseAlarm() {
        return falseAlarm;
    }

    /** What an anomaly costs that is not detected. */
    double missed() {
        return missed;
    }
}
