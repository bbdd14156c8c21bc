// SPDX-License-Identifier: Apache-2.0
package io.foursigma.bench.workload;

import java.util.SplittableRandom;

/**
 * Random values, one after the other: each sensor has its level, and one value in a thousand lies far off. They have three
 * decimals and are told in thousandths. The same seed gives the same values.
 */
public final class Values {

    private static final int SPREAD = 800;
    private static final int FAR_OFF = 12 * SPREAD;
    private static final double FAR_OFF_SHARE = 0.001;

    private final SplittableRandom random;

    /** Values of this seed, from the first one on. */
    public Values(long seed) {
        random = new SplittableRandom(seed);
    }

    /**
     * The next value.
     *
     * @param sensor the number of the sensor that has it, from 0
     * @return thousandths, greater than 0
     */
    public long next(int sensor) {
        // Four equal distributions added: like a bell, but never further out than 3.5 standard deviations.
        long noise = -2L * SPREAD;
        for (int i = 0; i < 4; i++) {
            noise += random.nextInt(SPREAD + 1);
        }
        boolean farOff = random.nextDouble() < FAR_OFF_SHARE;
        return 20_000 + sensor % 60 * 1_000L + noise + (farOff ? FAR_OFF : 0);
    }
}
