// SPDX-License-Identifier: Apache-2.0
package io.foursigma.stores.history;

import io.foursigma.analytics.Baseline;
import io.foursigma.analytics.SigmaRule;
import io.foursigma.analytics.WindowConfig;
import io.foursigma.schemas.Anomaly;
import io.foursigma.schemas.Position;
import io.foursigma.stores.ReadingHistory.Look;
import io.foursigma.stores.ReadingOffsets.Span;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Goes back from an anomaly's reading until its numbers are certain, or nothing is left to read. */
final class Search {

    /** How far the timestamps of readings that were judged one after the other may differ between partitions. */
    private static final long ASIDE_MILLIS = 10_000;

    private final Anomaly stored;
    private final RawReading reading;
    private final WindowConfig config;
    private final Look look;
    private final ReadBack back;

    Search(Anomaly stored, RawReading reading, WindowConfig config, Look look, ReadBack back) {
        this.stored = stored;
        this.reading = reading;
        this.config = config;
        this.look = look;
        this.back = back;
    }

    Explanation run() {
        List<Difference> differences = List.of();
        while (back.more()) {
            List<RawReading> readings = upToReading(back.all());
            Recount recount = Recount.of(config, readings);
            differences = Comparison.ofVerdict(stored, reading, recount, config.rule());
            boolean certain = isCertain(recount);
            if (differences.isEmpty() && (certain || recount.covered())) {
                return new Explanation.Agrees(evidence(recount, readings.size()));
            }
            if (certain) {
                return differs(differences, recount, readings.size());
            }
        }
        return withoutCertainty(differences);
    }

    /** The record may hold more readings of the sensor behind it. */
    private List<RawReading> upToReading(List<RawReading> readings) {
        return readings.subList(0, readings.indexOf(reading) + 1);
    }

    private boolean isCertain(Recount recount) {
        Baseline baseline = recount.baseline();
        return back.isWhole() || (baseline != null && back.nothingBeforeReaches() <= baseline.start());
    }

    private Explanation differs(List<Difference> differences, Recount recount, long read) {
        long first = recount.readings().isEmpty()
                ? reading.received()
                : recount.readings().get(0).received();
        Integer other = partitionAside(first - ASIDE_MILLIS, reading.received() + ASIDE_MILLIS);
        if (other != null) {
            return new Explanation.Unfinished(
                    "readings of the sensor lie in partition " + other + ", too, and in which order those of two"
                            + " partitions were judged is not known; send a sensor's readings with its name as the key",
                    back.from());
        }
        return new Explanation.Differs(differences, evidence(recount, read));
    }

    /** Another partition that holds readings of the sensor received in a span of time; null if none is found. */
    private @Nullable Integer partitionAside(long fromTimestamp, long toTimestamp) {
        Position position = stored.position();
        for (Map.Entry<Integer, Span> span : look.spans().entrySet()) {
            int other = span.getKey();
            if (other == position.partition()) {
                continue;
            }
            long from = look.offsetAt(other, fromTimestamp);
            long to = Math.min(span.getValue().end(), look.offsetAt(other, toTimestamp));
            if (from < to) {
                SensorReadings found = new SensorReadings(stored.sensor(), other, back.limits());
                look.read(other, from, to, found);
                if (!found.kept().isEmpty()) {
                    return other;
                }
            }
        }
        return null;
    }

    private Explanation withoutCertainty(List<Difference> differences) {
        String soFar = differences.isEmpty() ? "so far all numbers agree" : "so far the numbers differ";
        String where = "partition " + stored.position().partition() + " from offset " + back.from() + " on";
        return back.atStart()
                ? new Explanation.Gone(
                        "retention has left " + where + ", and readings before it may belong to the baseline; " + soFar)
                : new Explanation.Unfinished(
                        "it has read " + where
                                + ", as much as one answer may read, and readings before it may belong to"
                                + " the baseline; " + soFar,
                        back.from());
    }

    private Evidence evidence(Recount recount, long read) {
        return new Evidence(reading, recount.verdict(), judgedBy(recount, config.rule()), back.from(), read);
    }

    private Evidence.@Nullable JudgedBy judgedBy(Recount recount, SigmaRule rule) {
        Baseline baseline = recount.baseline();
        if (baseline == null) {
            return null;
        }
        DoubleSummaryStatistics values =
                recount.readings().stream().mapToDouble(RawReading::value).summaryStatistics();
        List<RawReading> sample = EvenSample.of(recount.readings());
        return new Evidence.JudgedBy(
                baseline,
                Comparison.sigmas(rule, baseline, reading.value()),
                rule.lower(baseline),
                rule.upper(baseline),
                values.getMin(),
                values.getMax(),
                sample,
                recount.readings().size() - sample.size());
    }
}
