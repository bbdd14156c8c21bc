// SPDX-License-Identifier: Apache-2.0
package io.foursigma.schemas;

import org.jspecify.annotations.Nullable;

/**
 * A reading with the verdict <i>anomalous</i>, together with all that the verdict was made of, so that anyone can
 * recompute it: {@code |value - baseline.mean| > rule.sigmas * max(baseline.std, rule.minStd)} and
 * {@code baseline.count >= rule.minCount}.
 *
 * @param position where the reading lies in Kafka; its {@link Position#id()} is the anomaly's id
 * @param sensor the sensor's name
 * @param time event time of the reading, epoch milliseconds
 * @param value the reading's value
 * @param sigmas how many standard deviations of the baseline the value lies away from the baseline's mean, null where
 *     the baseline is constant
 * @param baseline the window that the reading was judged against
 * @param rule the rule as it was set
 * @param windowStart start of the reading's own window, epoch milliseconds
 * @param windowEnd end of the reading's own window, epoch milliseconds, excluded
 * @param received when Kafka received the record, epoch milliseconds (the record's timestamp)
 * @param judged when the verdict was given, epoch milliseconds, by the wall clock
 * @param episode the id of the episode that it belongs to, itself if it opened one; null if it was judged before there
 *     were episodes
 */
public record Anomaly(
        Position position,
        String sensor,
        long time,
        double value,
        @Nullable Double sigmas,
        BaselineStats baseline,
        Rule rule,
        long windowStart,
        long windowEnd,
        long received,
        long judged,
        @Nullable String episode)
        implements Judged {

    /** An anomaly of which no episode is known. */
    public Anomaly(
            Position position,
            String sensor,
            long time,
            double value,
            @Nullable Double sigmas,
            BaselineStats baseline,
            Rule rule,
            long windowStart,
            long windowEnd,
            long received,
            long judged) {
        this(position, sensor, time, value, sigmas, baseline, rule, windowStart, windowEnd, received, judged, null);
    }

    /**
     * The rule as it was set when the verdict was given.
     *
     * @param sigmas how many standard deviations are allowed
     * @param minCount how many values a baseline needs
     * @param minStd the floor below the baseline's standard deviation
     * @param version of all settings that verdicts depend on ({@link RuleVersion}); null where it is not known
     */
    public record Rule(
            double sigmas,
            long minCount,
            double minStd,
            @Nullable String version) {

        /** A rule whose version is not known. */
        public Rule(double sigmas, long minCount, double minStd) {
            this(sigmas, minCount, minStd, null);
        }
    }

    /** The anomaly's id: the position of its reading. */
    @Override
    public String id() {
        return position.id();
    }

    /** The same anomaly, judged at another time, epoch milliseconds. */
    public Anomaly judgedAt(long millis) {
        return new Anomaly(
                position,
                sensor,
                time,
                value,
                sigmas,
                baseline,
                rule,
                windowStart,
                windowEnd,
                received,
                millis,
                episode);
    }

    /** Whether the value lies above the baseline's mean. */
    public boolean isAbove() {
        return value > baseline.mean();
    }

    /** The lower border of the band, rounded once more than the rule's comparison; it ends at the least double. */
    public double low() {
        return finite(baseline.mean() - allowed());
    }

    /** The upper border of the band, rounded once more than the rule's comparison; it ends at the greatest double. */
    public double high() {
        return finite(baseline.mean() + allowed());
    }

    private static double finite(double border) {
        return Math.max(-Double.MAX_VALUE, Math.min(Double.MAX_VALUE, border));
    }

    private double allowed() {
        return rule.sigmas() * Math.max(baseline.std(), rule.minStd());
    }
}
