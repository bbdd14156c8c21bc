// SPDX-License-Identifier: Apache-2.0
package io.foursigma.bench.workload;

import java.util.SplittableRandom;

/**
 * Generates the readings of a workload, one after the other: the sensors take turns, each reading of a sensor lies later
 * than the one before, and one in a thousand lies far off. Values have three decimals and are told in thousandths. The
 * same workload gives the same readings.
 */
final class Generator {

    /** 2026-01-01, the beginning of a window of any usual length. */
    private static final long BEGIN_MILLIS = 1_767_225_600_000L;

    private static final int SPREAD = 800;
    private static final int FAR_OFF = 12 * SPREAD;
    private static final double FAR_OFF_SHARE = 0.001;

    private final Workload workload;
    private final SplittableRandom random;
    private long index = -1;
    private int sensor;
    private long timeMillis;
    private long thousandths;

    Generator(Workload workload) {
        this.workload = workload;
        random = new SplittableRandom(workload.seed());
    }

    /** Goes on to the next reading. Returns whether there is one. */
    boolean next() {
        if (++index >= workload.readings()) {
            return false;
        }
        sensor = Math.toIntExact(index % workload.sensors());
        long turn = index / workload.sensors();
        timeMillis = BEGIN_MILLIS
                + turn / workload.perWindow() * workload.windowMillis()
                + turn % workload.perWindow() * workload.windowMillis() / workload.perWindow();
        // Four equal distributions added: like a bell, but never further out than 3.5 standard deviations.
        long noise = -2L * SPREAD;
        for (int i = 0; i < 4; i++) {
            noise += random.nextInt(SPREAD + 1);
        }
        boolean farOff = random.nextDouble() < FAR_OFF_SHARE;
        thousandths = 20_000 + sensor % 60 * 1_000L + noise + (farOff ? FAR_OFF : 0);
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
