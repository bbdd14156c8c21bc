// SPDX-License-Identifier: Apache-2.0
package io.foursigma.bench.cli;

import java.util.Collection;
import java.util.function.ToDoubleFunction;

/** Median, least and greatest of a few measurements. */
record Spread(double median, double min, double max) {

    /** The spread of a figure over heats. */
    static Spread of(Collection<Heat> heats, ToDoubleFunction<Heat> figure) {
        double[] sorted = heats.stream().mapToDouble(figure).sorted().toArray();
        if (sorted.length == 0) {
            throw new IllegalArgumentException("no heats");
        }
        int upper = sorted.length / 2;
        double median = sorted.length % 2 == 1 ? sorted[upper] : (sorted[upper - 1] + sorted[upper]) / 2;
        return new Spread(median, sorted[0], sorted[sorted.length - 1]);
    }
}
