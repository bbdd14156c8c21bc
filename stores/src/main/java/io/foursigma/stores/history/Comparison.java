// SPDX-License-Identifier: Apache-2.0
package io.foursigma.stores.history;

import io.foursigma.analytics.Baseline;
import io.foursigma.analytics.SigmaRule;
import io.foursigma.analytics.TumblingWindows;
import io.foursigma.schemas.Anomaly;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** Compares an anomaly's document with what comes out of Kafka's readings, bit for bit. */
final class Comparison {

    private static final String NONE = "none";

    private final List<Difference> differences = new ArrayList<>();

    private Comparison() {}

    /** What the reading alone decides. */
    static List<Difference> ofReading(Anomaly stored, RawReading reading, TumblingWindows windows) {
        Comparison comparison = new Comparison();
        comparison.compare("time", stored.time(), reading.time());
        comparison.compare("value", stored.value(), reading.value());
        comparison.compare("received", stored.received(), reading.received());
        long start = windows.start(reading.time());
        comparison.compare("window.start", stored.windowStart(), start);
        comparison.compare("window.end", stored.windowEnd(), windows.end(start));
        return comparison.differences;
    }

    /** What the readings before it decide. */
    static List<Difference> ofVerdict(Anomaly stored, RawReading reading, Recount recount, SigmaRule rule) {
        Comparison comparison = new Comparison();
        comparison.compare("verdict", "anomalous", recount.verdict());
        Baseline baseline = recount.baseline();
        comparison.compare("baseline.start", stored.baseline().start(), baseline == null ? null : baseline.start());
        comparison.compare("baseline.end", stored.baseline().end(), baseline == null ? null : baseline.end());
        comparison.compare("baseline.count", stored.baseline().count(), baseline == null ? null : baseline.count());
        comparison.compare("baseline.mean", stored.baseline().mean(), baseline == null ? null : baseline.mean());
        comparison.compare("baseline.std", stored.baseline().std(), baseline == null ? null : baseline.std());
        comparison.compare(
                "sigmas", stored.sigmas(), baseline == null ? null : sigmas(rule, baseline, reading.value()));
        return comparison.differences;
    }

    static @Nullable Double sigmas(SigmaRule rule, Baseline baseline, double value) {
        OptionalDouble away = rule.sigmasAway(baseline, value);
        return away.isPresent() ? away.getAsDouble() : null;
    }

    /** Boxed numbers are equal if and only if all their bits are: 0.0 is not -0.0. */
    private void compare(String field, @Nullable Object stored, @Nullable Object recomputed) {
        if (!Objects.equals(stored, recomputed)) {
            differences.add(new Difference(field, text(stored), text(recomputed)));
        }
    }

    private static String text(@Nullable Object number) {
        return number == null ? NONE : number.toString();
    }
}
