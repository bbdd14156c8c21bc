// SPDX-License-Identifier: Apache-2.0
package io.foursigma.analytics;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/** Kinds of series that sensors may send, from harmless to hostile. */
enum RandomValues {
    UNIFORM,
    WHOLE_NUMBERS,
    MIXED_MAGNITUDES,
    LARGE_OFFSET_TINY_NOISE,
    NEIGHBOURS,
    GREATEST,
    HUGE,
    SQUARES_THAT_UNDERFLOW,
    SUBNORMAL,
    TINY_TO_HUGE,
    CONSTANT,
    ZEROS;

    List<Double> draw(int count, SplittableRandom random) {
        return Stream.generate(() -> next(random)).limit(count).toList();
    }

    private double next(SplittableRandom random) {
        return switch (this) {
            case UNIFORM -> random.nextDouble();
            case WHOLE_NUMBERS -> random.nextInt(-50, 50);
            case MIXED_MAGNITUDES -> random.nextDouble(-1, 1) * Math.pow(10, random.nextInt(-20, 20));
            case LARGE_OFFSET_TINY_NOISE -> 1e9 + random.nextDouble(-1e-5, 1e-5);
            case NEIGHBOURS -> random.nextBoolean() ? 1.0 : Math.nextUp(1.0);
            case GREATEST -> random.nextBoolean() ? 1.7e308 : -1.7e308;
            case HUGE -> random.nextDouble(-1, 1) * 1e308;
            case SQUARES_THAT_UNDERFLOW -> random.nextDouble(-1, 1) * 1e-300;
            case SUBNORMAL -> random.nextInt(-1_000, 1_000) * Double.MIN_VALUE;
            case TINY_TO_HUGE -> random.nextDouble() * Math.pow(10, random.nextInt(-320, 309));
            case CONSTANT -> 0.1;
            case ZEROS -> random.nextBoolean() ? 0.0 : -0.0;
        };
    }
}
