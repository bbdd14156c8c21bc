// SPDX-License-Identifier: Apache-2.0
package io.foursigma.stores.history;

import io.foursigma.analytics.SigmaRule;
import io.foursigma.analytics.TumblingWindows;
import io.foursigma.analytics.WindowConfig;
import io.foursigma.schemas.Anomaly;
import io.foursigma.schemas.Position;
import io.foursigma.schemas.settings.Settings;
import io.foursigma.schemas.settings.SettingsTable;
import io.foursigma.schemas.settings.TimeLimits;
import io.foursigma.stores.ReadingHistory;
import io.foursigma.stores.ReadingHistory.Budget;
import io.foursigma.stores.ReadingHistory.Look;
import io.foursigma.stores.ReadingOffsets.Span;
import java.util.List;

/**
 * Recomputes anomalies from the readings that Kafka holds. Of the document, the position, the rule and the length of the windows
 * are taken as given; allowed lateness, the baseline's maximum age and the limits of event times are those that are
 * set. All other numbers are compared, and none of them is computed with.
 */
public final class Explain {
    /*
     * How far back is far enough? A sensor's state before the first reading that is read is not known. Three answers:
     *
     * - The partition was read from its very first record. Then everything is known, and the answer stands.
     * - No reading before can reach the baseline's window, by the limit on how far a time may lie ahead of its record's
     *   timestamp. Then the baseline is whole, and the answer stands.
     * - A reading of an older window came before the baseline's window opened. In a sensor whose times ascend it
     *   proves the same; but the older reading may itself have been late, and the baseline's first readings lie before it.
     *   So it is believed only where all numbers agree: a baseline that is cut off has another count. Where they do not,
     *   more is read.
     */
    private final ReadingHistory history;
    private final TimeLimits limits;
    private final long allowedLatenessMillis;
    private final long baselineMaxAgeMillis;
    private final Budget budget;

    /**
     * Explains by these settings.
     *
     * @param history what Kafka holds; it stays the caller's
     * @param settings the settings that the topology has, too
     * @param budget how much an explanation may read
     */
    public Explain(ReadingHistory history, Settings settings, Budget budget) {
        this.history = history;
        this.limits = TimeLimits.of(settings);
        this.allowedLatenessMillis =
                settings.get(SettingsTable.WINDOW_ALLOWED_LATENESS).toMillis();
        this.baselineMaxAgeMillis = settings.get(SettingsTable.BASELINE_MAX_AGE).toMillis();
        this.budget = budget;
    }

    /** Explains an anomaly. @throws io.foursigma.stores.StoreException if Kafka does not answer */
    public Explanation explain(Anomaly stored) {
        try (Look look = history.look(budget)) {
            Position position = stored.position();
            if (!look.topicId().equals(position.topicId())) {
                return new Explanation.Gone("the topic was made anew: its id is " + look.topicId()
                        + ", the reading's was " + position.topicId());
            }
            Span span = look.spans().get(position.partition());
            if (span == null || position.offset() >= span.end()) {
                return new Explanation.Gone("no record is at its position: partition " + position.partition()
                        + (span == null ? " does not exist" : " ends at offset " + span.end()));
            }
            if (position.offset() < span.start()) {
                return new Explanation.Gone("its record is deleted: retention has left partition "
                        + position.partition() + " from offset " + span.start() + " on");
            }
            return explain(stored, look, span);
        }
    }

    private Explanation explain(Anomaly stored, Look look, Span span) {
        WindowConfig config;
        try {
            config = config(stored);
        } catch (IllegalArgumentException | ArithmeticException e) {
            Difference rule = new Difference("rule, window", stored.rule() + ", " + window(stored), text(e));
            return new Explanation.Differs(List.of(rule), null);
        }
        Position position = stored.position();
        ItemAt item = ItemAt.read(look, position, limits);
        RawReading reading = item.readingOf(stored.sensor());
        if (reading == null) {
            return item.explanation(stored.sensor());
        }
        List<Difference> own = Comparison.ofReading(stored, reading, config.windows());
        if (!own.isEmpty()) {
            return new Explanation.Differs(own, null);
        }
        ReadBack back =
                new ReadBack(look, stored.sensor(), position.partition(), span.start(), position.offset() + 1, limits);
        return new Search(stored, reading, config, look, back).run();
    }

    private WindowConfig config(Anomaly stored) {
        SigmaRule rule = new SigmaRule(
                stored.rule().sigmas(), stored.rule().minCount(), stored.rule().minStd());
        TumblingWindows windows = new TumblingWindows(Math.subtractExact(stored.windowEnd(), stored.windowStart()));
        return new WindowConfig(windows, allowedLatenessMillis, baselineMaxAgeMillis, rule);
    }

    private static String window(Anomaly stored) {
        return "window from " + stored.windowStart() + " to " + stored.windowEnd();
    }

    private static String text(RuntimeException e) {
        return "nothing: " + e.getMessage();
    }
}
