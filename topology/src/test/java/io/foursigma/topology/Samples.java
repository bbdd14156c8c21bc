// SPDX-License-Identifier: Apache-2.0
package io.foursigma.topology;

import io.foursigma.schemas.Anomaly;
import io.foursigma.schemas.BaselineStats;
import io.foursigma.schemas.LatestReading;
import io.foursigma.schemas.LatestSensor;
import io.foursigma.schemas.Position;
import io.foursigma.schemas.SensorStats;
import io.foursigma.schemas.VerdictName;
import io.foursigma.schemas.WindowStats;
import java.util.ArrayList;
import org.jspecify.annotations.Nullable;

/** Content for tuples. */
final class Samples {

    private static final BaselineStats BASELINE = new BaselineStats(0, 2_000, 8, 5, 2);

    private Samples() {}

    static Anomaly anomaly(long offset, @Nullable Double sigmas) {
        return new Anomaly(
                new Position("topic-1", 3, offset, 2),
                "a\u00e9\ud83c\udf21",
                2_100,
                -1e300,
                sigmas,
                BASELINE,
                new Anomaly.Rule(4, 8, 0),
                2_000,
                4_000,
                2_200,
                2_300);
    }

    static SensorStats stats(String sensor, long count) {
        return new SensorStats(sensor, count, 5, 2, count == 1 ? null : 2.5, 2, 9, -0.0, -1);
    }

    static WindowStats window(String sensor, boolean first) {
        return new WindowStats(sensor, 0, 2_000, 8, 8, 5, 2, first ? null : 2.5, 2, 9, first ? null : BASELINE);
    }

    static LatestSensor latest(String sensor, long time, @Nullable SensorStats stats) {
        return new LatestSensor(
                sensor,
                new LatestReading(sensor, time, 1.5, 3, 7, VerdictName.NORMAL, time == 0 ? null : BASELINE),
                stats);
    }

    /** The lists of tuples: Kryo reads no others. */
    @SafeVarargs
    @SuppressWarnings("NonApiType") // the records of tuples name the class that Kryo knows
    static <T> ArrayList<T> list(T... elements) {
        ArrayList<T> list = new ArrayList<>(elements.length);
        for (T element : elements) {
            list.add(element);
        }
        return list;
    }
}
