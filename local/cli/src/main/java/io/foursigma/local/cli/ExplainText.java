// SPDX-License-Identifier: Apache-2.0
package io.foursigma.local.cli;

import io.foursigma.schemas.Anomaly;
import io.foursigma.stores.history.Evidence;
import io.foursigma.stores.history.Explanation;
import io.foursigma.stores.history.ExplanationText;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** An explanation as people read it. */
final class ExplainText {

    private static final String ROW = "%-16s %s%n";

    private ExplainText() {}

    static void print(PrintWriter out, Anomaly stored, Explanation explanation) {
        ExplanationText.sentences(stored, explanation).forEach(sentence -> out.println(TerminalText.oneLine(sentence)));
        out.println();
        out.printf(ROW, "position", TerminalText.oneLine(stored.id()));
        out.printf(ROW, "event time", Instant.ofEpochMilli(stored.time()));
        out.printf(ROW, "received", Instant.ofEpochMilli(stored.received()));
        out.printf(ROW, "judged", Instant.ofEpochMilli(stored.judged()));
        if (explanation instanceof Explanation.Agrees agrees) {
            recomputed(out, agrees.evidence());
        } else if (explanation instanceof Explanation.Differs differs) {
            recomputed(out, differs.evidence());
        }
        out.println();
        out.println(ExplanationText.outcome(explanation).toUpperCase(Locale.ROOT));
    }

    private static void recomputed(PrintWriter out, @Nullable Evidence evidence) {
        if (evidence == null) {
            return;
        }
        out.printf(ROW, "verdict", evidence.verdict());
        out.printf(ROW, "value", evidence.reading().value());
        Evidence.JudgedBy by = evidence.judgedBy();
        if (by == null) {
            return;
        }
        out.printf(
                ROW,
                "baseline",
                Instant.ofEpochMilli(by.baseline().start()) + " to "
                        + Instant.ofEpochMilli(by.baseline().end()));
        out.printf(ROW, "n", by.baseline().count());
        out.printf(ROW, "mean", by.baseline().mean());
        out.printf(ROW, "std", by.baseline().std());
        out.printf(ROW, "min, max", by.min() + ", " + by.max());
        out.printf(ROW, "bounds", by.lower() + " to " + by.upper());
        out.printf(ROW, "sigmas away", by.sigmas() == null ? "constant baseline" : by.sigmas());
    }
}
