// SPDX-License-Identifier: Apache-2.0
package io.foursigma.bench.workload;

/**
 * Judges readings in whole numbers, without any rounding: for values of integer multiples of a thousandth with count n, sum
 * s and sum of squares q in the previous window, a value v lies more than k standard deviations from the mean if and only
 * if (n v - s)^2 > k^2 (n q - s^2).
 */
final class ExactOracle {

    /** Below this share of the bound, arithmetic in doubles might come to another verdict. */
    private static final double TOO_CLOSE = 1e-6;

    private final long windowMillis;
    private final long[] start;
    private final long[] count;
    private final long[] sum;
    private final long[] squares;
    private final long[] previousCount;
    private final long[] previousSum;
    private final long[] previousSquares;

    ExactOracle(Workload workload) {
        int sensors = workload.sensors();
        windowMillis = workload.windowMillis();
        start = new long[sensors];
        count = new long[sensors];
        sum = new long[sensors];
        squares = new long[sensors];
        previousCount = new long[sensors];
        previousSum = new long[sensors];
        previousSquares = new long[sensors];
    }

    /** Opens the window that a sensor's next reading lies in. */
    void goTo(int sensor, long timeMillis) {
        long opened = Math.floorDiv(timeMillis, windowMillis) * windowMillis;
        if (opened == start[sensor]) {
            return;
        }
        start[sensor] = opened;
        previousCount[sensor] = count[sensor];
        previousSum[sensor] = sum[sensor];
        previousSquares[sensor] = squares[sensor];
        count[sensor] = 0;
        sum[sensor] = 0;
        squares[sensor] = 0;
    }

    /** Whether a value is an anomaly in the open window. */
    boolean isAnomaly(int sensor, long thousandths) {
        return previousCount[sensor] >= Workload.MIN_COUNT && distance(sensor, thousandths) > bound(sensor);
    }

    /** Whether a value lies so close to the bound that rounding may decide. */
    boolean isTooClose(int sensor, long thousandths) {
        long bound = bound(sensor);
        return previousCount[sensor] >= Workload.MIN_COUNT
                && Math.abs(distance(sensor, thousandths) - bound) <= bound * TOO_CLOSE;
    }

    private long distance(int sensor, long thousandths) {
        long away = previousCount[sensor] * thousandths - previousSum[sensor];
        return Math.multiplyExact(away, away);
    }

    private long bound(int sensor) {
        long scatter = Math.subtractExact(
                Math.multiplyExact(previousCount[sensor], previousSquares[sensor]),
                Math.multiplyExact(previousSum[sensor], previousSum[sensor]));
        return Math.multiplyExact((long) Workload.SIGMAS * Workload.SIGMAS, scatter);
    }

    /** Takes a value into the open window. */
    void take(int sensor, long thousandths) {
        count[sensor]++;
        sum[sensor] += thousandths;
        squares[sensor] += thousandths * thousandths;
    }
}
