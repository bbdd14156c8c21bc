// SPDX-License-Identifier: Apache-2.0
package io.foursigma.stores.history;

import io.foursigma.schemas.Anomaly;
import io.foursigma.schemas.BaselineStats;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** An explanation in two sentences: what the document says, and what Kafka's readings say to it. */
public final class ExplanationText {

    private ExplanationText() {}

    /** The word for an outcome: {@code agrees}, {@code differs}, {@code gone} or {@code unfinished}. */
    public static String outcome(Explanation explanation) {
        if (explanation instanceof Explanation.Agrees) {
            return "agrees";
        }
        if (explanation instanceof Explanation.Differs) {
            return "differs";
        }
        return explanation instanceof Explanation.Gone ? "gone" : "unfinished";
    }

    /** The two sentences. */
    public static List<String> sentences(Anomaly stored, Explanation explanation) {
        return List.of(claim(stored), finding(stored, explanation));
    }

    private static String claim(Anomaly stored) {
        BaselineStats baseline = stored.baseline();
        String side = stored.value() < baseline.mean() ? "below" : "above";
        return "The document says that the value " + stored.value() + " of the sensor '" + stored.sensor() + "' lies "
                + distance(stored.sigmas()) + side + " the mean " + baseline.mean() + " of the " + baseline.count()
                + " readings in the window before (standard deviation " + baseline.std() + "), and the rule allows "
                + stored.rule().sigmas() + " standard deviations.";
    }

    private static String distance(@Nullable Double sigmas) {
        return sigmas == null ? "" : "%.2f standard deviations ".formatted(sigmas);
    }

    private static String finding(Anomaly stored, Explanation explanation) {
        if (explanation instanceof Explanation.Agrees agrees) {
            return "Kafka's readings give the same numbers to the last bit: "
                    + agrees.evidence().read()
                    + " of the sensor were read again and judged once more, from partition "
                    + stored.position().partition() + ", offsets "
                    + agrees.evidence().firstOffset() + " to "
                    + stored.position().offset() + ".";
        }
        if (explanation instanceof Explanation.Differs differs) {
            return "Kafka's readings say something else: "
                    + differs.differences().stream()
                            .map(one -> one.field() + " is " + one.stored() + " in the document and " + one.recomputed()
                                    + " recomputed")
                            .collect(Collectors.joining(", "))
                    + ".";
        }
        if (explanation instanceof Explanation.Gone gone) {
            return "It cannot be recomputed, because Kafka no longer has what it was made of: " + gone.why() + ".";
        }
        return "It was not recomputed to the end: " + ((Explanation.Unfinished) explanation).why() + ".";
    }
}
