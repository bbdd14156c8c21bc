// SPDX-License-Identifier: Apache-2.0
package io.foursigma.bench.cli.scale;

import java.util.List;
import java.util.Locale;

/** What was measured, as tables for people. */
final class ScalePage {

    private final StringBuilder text = new StringBuilder("# Cost against size\n\n");

    private ScalePage() {}

    static String of(Scale scale) {
        ScalePage page = new ScalePage();
        page.head(scale);
        for (Dimension dimension : scale.dimensions()) {
            page.table(dimension, scale.of(dimension));
            if (dimension.recovers()) {
                page.recovery(scale.of(dimension));
            }
        }
        page.failures(scale.failures());
        return page.text.toString();
    }

    private void head(Scale scale) {
        line(
                "%s. JVM of the topology: `%s`; of each server, beside its own flags: `%s`.",
                scale.machine(), scale.jvm(), scale.serverJvm());
        line(
                "One run a point. CPU is that of the topology's process; that of the servers, which is beside it, begins with"
                        + " the start of that process. The heap is what is alive at the end. Seconds of flushes are added up over"
                        + " flushes that run side by side.");
        line(
                scale.outcomes().stream().allMatch(outcome -> outcome.heat().correct())
                        ? "Every anomaly was found and no other, at each point."
                        : "NOT ALL ANOMALIES WERE FOUND, OR SOME THAT ARE NONE, see the JSON file.");
    }

    private void table(Dimension dimension, List<Outcome> outcomes) {
        line("## %s", dimension);
        line("%s.", capitalised(dimension.title()));
        row(
                dimension.toString(),
                "million readings",
                "thousand readings/s",
                "second half",
                "CPU-seconds per million",
                "second half",
                "of servers",
                "peak MiB",
                "heap MiB",
                "flushes",
                "thousand rows",
                "flush seconds per thousand rows");
        rule(12);
        for (Outcome outcome : outcomes) {
            row(
                    cell("%,d", outcome.point().value()),
                    cell("%.2f", outcome.point().workload().readings() / 1e6),
                    cell("%.1f", outcome.rate()),
                    cell("%.1f", outcome.warmRate()),
                    cell("%.2f", outcome.cpu()),
                    cell("%.2f", outcome.warmCpu()),
                    cell("%.2f", outcome.serversCpu()),
                    cell("%.0f", outcome.peak()),
                    cell("%.1f", outcome.heap()),
                    cell("%,.0f", outcome.flushes()),
                    cell("%,.1f", outcome.flushedRows() / 1e3),
                    cell("%.3f", outcome.flushSeconds()));
        }
        text.append("\n");
    }

    private void recovery(List<Outcome> outcomes) {
        line("The first start and the recovery: a new process takes up the same state and one reading more per sensor."
                + " Seconds to the first fetch are from the start of the process, the others from the first fetch.");
        row(
                "sensors",
                "first start, to the first fetch",
                "recovery, to the first fetch",
                "half of the new readings durable",
                "all durable",
                "heap per sensor, bytes");
        rule(6);
        for (Outcome outcome : outcomes) {
            row(
                    cell("%,d", outcome.point().value()),
                    cell("%.2f", outcome.startSeconds()),
                    cell("%.2f", outcome.recoveryStartSeconds()),
                    cell("%.2f", outcome.recoveryHalfSeconds()),
                    cell("%.2f", outcome.recoverySeconds()),
                    heapPerSensor(outcome, outcomes.get(0)));
        }
        text.append("\n");
    }

    /** Against the point with one sensor, where there is one: its heap is that of everything else. */
    private static String heapPerSensor(Outcome outcome, Outcome least) {
        return least.point().value() == 1 && outcome.point().value() > 1
                ? cell("%,.0f", outcome.heapPerSensor(least))
                : "";
    }

    private void failures(List<Scale.Failure> failures) {
        if (!failures.isEmpty()) {
            line("## Not measured");
            failures.forEach(failure -> text.append("- %s: %s%n".formatted(failure.point(), failure.reason())));
        }
    }

    private static String capitalised(String words) {
        return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }

    private static String cell(String form, Object figure) {
        return String.format(Locale.ROOT, form, figure);
    }

    private void row(String... cells) {
        text.append("| ").append(String.join(" | ", cells)).append(" |\n");
    }

    private void rule(int columns) {
        text.append("|---".repeat(columns)).append("|\n");
    }

    private void line(String form, Object... arguments) {
        text.append(String.format(Locale.ROOT, form, arguments)).append("\n\n");
    }
}
