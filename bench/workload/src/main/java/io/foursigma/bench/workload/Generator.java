// SPDX-License-Identifier: Apache-2.0
package io.foursigma.bench.workload;

/**
 * Generates the readings of a workload, one after the other: the sensors take turns, and each reading of a sensor lies
 * later than the one before. The same workload gives the same readings.
 */
final class Generator {

    /** 2026-01-01, the beginning of a window of any usual length. */
    private static final long BEGIN_MILLIS = 1_767_225_600_000L;

    private final Workload workload;
    private final Values values;
    private long index = -1;
    private int sensor;
    private long timeMillis;
    private long thousandths;

    Generator(Workload workload) {
        this.workload = workload;
        values = new Values(workload.seed());
    }

    /** Goes on to the next reading. Returns whether there is one. */
    boolean next() {
        if (++index >= workload.readings()) {
            return false;
        }
        sensor = workload.sensor(index);
        long turn = workload.turn(index);
        timeMillis = BEGIN_MILLIS
                + turn / workload.perWindow() * workload.windowMillis()
                + turn % workload.perWindow() * workload.windowMillis() / workload.perWindow();
        thousandths = values.next(sensor);
        return true;
    }

    /** The sensor's number, from 0. */
    int sensor() {
        return sensor;
    }

    /** The event time in epoch milliseconds. */
    long timeMillis() {
        return timeMillis;
    }

    /** The value in thousandths, greater than 0. */
    long thousandths() {
        return thousandths;
    }

    /** Moves the value by a thousandth. */
    void nudge() {
        thousandths++;
    }
}
