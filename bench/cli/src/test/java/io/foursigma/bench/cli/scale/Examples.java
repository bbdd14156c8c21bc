// SPDX-License-Identifier: Apache-2.0
package io.foursigma.bench.cli.scale;

import io.foursigma.bench.cli.Contestant;
import io.foursigma.bench.cli.Heat;
import io.foursigma.bench.workload.Measurement;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Outcomes that nobody has measured. */
final class Examples {

    private Examples() {}

    /** Every dimension at its usual sizes. */
    static Scale scale() {
        List<Outcome> outcomes = Arrays.stream(Dimension.values())
                .flatMap(dimension -> dimension.values(false).stream().map(size -> outcome(dimension, size)))
                .toList();
        return new Scale("a machine", "-Xmx2g", "-Xmx1g", outcomes, List.of());
    }

    /** A hundred bytes of heap per sensor over a mebibyte, half a thousand rows a flush, recovery in 2 + 3 seconds. */
    static Outcome outcome(Dimension dimension, int size) {
        Point point = dimension.point(size, Base.FULL, Map.of());
        int sensors = point.workload().sensors();
        Measurement measurement = new Measurement(
                4,
                10,
                4,
                12,
                3,
                500 << 20,
                (1 << 20) + 100L * sensors,
                Map.of("flushes", 40.0, "flushed-rows", 20_000.0, "flush-seconds", 5.0));
        Measurement recovery = new Measurement(2, 5, 2, 8, 3, 400 << 20, 1 << 20, Map.of());
        Heat heat = new Heat(Contestant.FOURSIGMA, 1, measurement, 6, 1_000, 0, 0);
        return new Outcome(point, heat, dimension.recovers() ? recovery : null);
    }
}
