// SPDX-License-Identifier: Apache-2.0
package io.foursigma.stores.history;

import io.foursigma.schemas.Anomaly;
import io.foursigma.schemas.BaselineStats;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An anomaly's document with one number altered, by as little as can be. */
final class Altered {

    private Altered() {}

    /** One document for each number that is compared. */
    static List<Anomaly> each(Anomaly a) {
        BaselineStats b = a.baseline();
        List<Anomaly> altered = new ArrayList<>();
        altered.add(with(a, a.time() + 1, a.value(), a.sigmas(), b, a.windowStart(), a.windowEnd(), a.received()));
        altered.add(
                with(a, a.time(), Math.nextUp(a.value()), a.sigmas(), b, a.windowStart(), a.windowEnd(), a.received()));
        Double sigmas = a.sigmas() == null ? Double.valueOf(1) : Double.valueOf(Math.nextUp(a.sigmas()));
        altered.add(with(a, a.time(), a.value(), sigmas, b, a.windowStart(), a.windowEnd(), a.received()));
        altered.add(with(a, a.time(), a.value(), a.sigmas(), b, a.windowStart() - 1, a.windowEnd(), a.received()));
        altered.add(with(a, a.time(), a.value(), a.sigmas(), b, a.windowStart(), a.windowEnd() + 1, a.received()));
        altered.add(with(a, a.time(), a.value(), a.sigmas(), b, a.windowStart(), a.windowEnd(), a.received() + 1));
        altered.add(baseline(a, new BaselineStats(b.start() - 1, b.end(), b.count(), b.mean(), b.std())));
        altered.add(baseline(a, new BaselineStats(b.start(), b.end() + 1, b.count(), b.mean(), b.std())));
        altered.add(baseline(a, new BaselineStats(b.start(), b.end(), b.count() + 1, b.mean(), b.std())));
        altered.add(baseline(a, new BaselineStats(b.start(), b.end(), b.count(), Math.nextUp(b.mean()), b.std())));
        altered.add(baseline(a, new BaselineStats(b.start(), b.end(), b.count(), b.mean(), Math.nextUp(b.std()))));
        return altered;
    }

    private static Anomaly baseline(Anomaly a, BaselineStats baseline) {
        return with(a, a.time(), a.value(), a.sigmas(), baseline, a.windowStart(), a.windowEnd(), a.received());
    }

    private static Anomaly with(
            Anomaly a,
            long time,
            double value,
            @Nullable Double sigmas,
            BaselineStats baseline,
            long start,
            long end,
            long received) {
        return new Anomaly(
                a.position(), a.sensor(), time, value, sigmas, baseline, a.rule(), start, end, received, a.judged());
    }
}
