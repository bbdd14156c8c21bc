// SPDX-License-Identifier: Apache-2.0
package io.foursigma.local.cli.whatif;

import io.foursigma.local.cli.TerminalText;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/** A replay as people read it: a row for each choice of settings. */
final class WhatIfText {

    private static final int MOST = 9;

    private WhatIfText() {}

    static void print(PrintWriter out, Replayed replayed) {
        Decoding.Counts counts = replayed.counts();
        Findings findings = replayed.findings();
        out.printf(
                Locale.ROOT,
                "%,d readings from %s (and %,d dead letters); %,d sensors%s; judged by %d choices of settings in %.1f s%n%n",
                counts.readings(),
                TerminalText.oneLine(replayed.source()),
                counts.deadLetters(),
                findings.sensors(),
                span(replayed.asked()),
                replayed.asked().variants().size(),
                replayed.took().toMillis() / 1e3);
        boolean labelled = replayed.asked().labels().isPresent();
        Timeline axis = findings.axis();
        out.printf("  %8s %8s %12s %10s %8s", "sigmas", "window", "anomalies", "episodes", "sensors");
        out.print(labelled ? "%12s %12s".formatted("hits", "false alarms") : "");
        out.printf("  when%n");
        for (Total total : findings.totals()) {
            row(out, replayed, total, labelled);
        }
        out.println();
        if (replayed.inForce().isPresent()) {
            out.println("* the settings in force");
        }
        if (axis.counts().length > 0) {
            out.printf(
                    "when: a column is %s, the first begins at %s; . no anomaly, 1 one, 2 two or three, 3 four to seven, and so on"
                            + " in powers of two, %d %d or more%n",
                    SpanText.of(Duration.ofMillis(axis.widthMillis())),
                    Instant.ofEpochMilli(axis.start()),
                    MOST,
                    1 << (MOST - 1));
        }
        if (labelled) {
            out.println(
                    "hits: labelled spans that hold an anomaly; false alarms: episodes without an anomaly in such a span,"
                            + " of the sensors that the labels name");
        }
        replayed.notes().forEach(note -> out.println(TerminalText.oneLine(note)));
        out.flush();
    }

    private static void row(PrintWriter out, Replayed replayed, Total total, boolean labelled) {
        Variant variant = total.variant();
        out.printf(
                Locale.ROOT,
                "%s %8s %8s %,12d %,10d %,8d",
                replayed.isInForce(total) ? "*" : " ",
                number(variant.sigmas()),
                variant.windowText(),
                total.anomalies(),
                total.episodes(),
                total.concerned().size());
        if (labelled) {
            Total.Score score = total.score();
            out.printf(Locale.ROOT, "%12s %,12d", score.hit() + " of " + score.spans(), score.falseAlarms());
        }
        out.print("  ");
        for (long count : replayed.findings().columns(total)) {
            out.print(count == 0 ? "." : String.valueOf(Math.min(MOST, Long.SIZE - Long.numberOfLeadingZeros(count))));
        }
        out.println();
    }

    private static String number(double sigmas) {
        return BigDecimal.valueOf(sigmas).stripTrailingZeros().toPlainString();
    }

    private static String span(Asked asked) {
        String from = asked.from() == Long.MIN_VALUE ? "" : " from " + Instant.ofEpochMilli(asked.from());
        return from + (asked.to() == Long.MAX_VALUE ? "" : " to " + Instant.ofEpochMilli(asked.to()));
    }
}
