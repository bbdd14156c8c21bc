// SPDX-License-Identifier: Apache-2.0
package io.foursigma.bench.cli;

import java.util.Collection;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;

/** Median, least and greatest of a few measurements. */
public record Spread(double median, double min, double max) {

    /** The spread of a figure over heats. */
    static Spread of(Collection<Heat> heats, ToDoubleFunction<Heat> figure) {
        return of(heats.stream().mapToDouble(figure));
    }

    /** The spread of figures. @throws IllegalArgumentException if there are none */
    public static Spread of(DoubleStream figures) {
        double[] sorted = figures.sorted().toArray();
        if (sorted.length == 0) {
            throw new IllegalArgumentException("no figures");
        }
        int upper = sorted.length / 2;
        double median = sorted.length % 2 == 1 ? sorted[upper] : (sorted[upper - 1] + sorted[upper]) / 2;
        return new Spread(median, sorted[0], sorted[sorted.length - 1]);
    }
}
