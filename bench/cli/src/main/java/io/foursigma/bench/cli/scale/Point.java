// SPDX-License-Identifier: Apache-2.0
package io.foursigma.bench.cli.scale;

import io.foursigma.bench.workload.Workload;
import java.util.Map;

/**
 * One size to be measured.
 *
 * @param dimension what is varied
 * @param value how large it is here
 * @param workload the readings
 * @param settings of the topology, beside its defaults
 */
record Point(Dimension dimension, int value, Workload workload, Map<String, String> settings) {

    /** Copies the map. */
    Point {
        settings = Map.copyOf(settings);
    }

    @Override
    public String toString() {
        return "%s = %,d".formatted(dimension, value);
    }
}
