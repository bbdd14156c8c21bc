// SPDX-License-Identifier: Apache-2.0
package io.foursigma.local.cli.chaos;

import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A report for people. */
final class MarkdownReport {

    private final ChaosReport report;
    private final StringBuilder text = new StringBuilder();

    private MarkdownReport(ChaosReport report) {
        this.report = report;
    }

    static String of(ChaosReport report) {
        MarkdownReport page = new MarkdownReport(report);
        page.head();
        page.checks();
        page.medians();
        page.faults();
        return page.text.toString();
    }

    private void head() {
        ChaosPlan plan = report.plan();
        long kills = report.faults().stream()
                .filter(outcome -> outcome.fault().isKill())
                .count();
        line("# Chaos: seed %d, %d kills: %s", plan.seed(), kills, report.passed() ? "no difference" : "FAILED");
        line("");
        line(
                "%,d records of %d sensors, %d a second; %d faults, %d of them kills or stops of a process; %,d items came again.",
                report.published(),
                plan.sensors(),
                plan.perSecond(),
                report.faults().size(),
                kills,
                report.replays());
        line(
                "A worker had %d MiB at most (limit %d MiB). Begun %s, took %s.",
                report.workerBytes() >> 20, MemoryWatch.LIMIT_BYTES >> 20, report.start(), seconds(report.took()));
        line("");
        line("Machine: %s.", report.machine());
        line("");
        line("Settings that differ from the defaults:");
        line("");
        report.settings().forEach((name, value) -> line("- `%s` = `%s`", name, value));
        line("");
    }

    private void checks() {
        line("## Checks");
        line("");
        line("| check | compared | different |");
        line("|---|---|---|");
        for (Check check : report.checks()) {
            line("| %s | %,d | %,d |", check.name(), check.compared(), check.different());
        }
        line("");
        for (Check check : report.checks()) {
            if (!check.passed()) {
                line("### %s: the first of %,d", check.name(), check.different());
                line("");
                check.examples().forEach(example -> line("- `%s`", example));
                line("");
            }
        }
    }

    private void medians() {
        line("## Recovery, medians");
        line("");
        line("| fault | times | median |");
        line("|---|---|---|");
        report.medians().forEach((kind, median) -> line("| %s | %d | %s |", kind, report.count(kind), seconds(median)));
        line("");
    }

    private void faults() {
        line("## Faults");
        line("");
        line("A + marks a fault that struck while the one before was not over; that one has the replays of both.");
        line("");
        line("| time | fault | whom | under way | recovery | replays | MiB of a worker |");
        line("|---|---|---|---|---|---|---|");
        for (FaultOutcome outcome : report.faults()) {
            line(
                    "| %s | %s | %s | %,d | %s | %,d | %d |",
                    seconds(Duration.between(report.start(), outcome.at())),
                    (outcome.overlapping() ? "+ " : "") + outcome.fault().kind(),
                    outcome.fault().target(),
                    outcome.inFlight(),
                    seconds(outcome.recovery()),
                    outcome.replays(),
                    outcome.workerBytes() >> 20);
        }
    }

    private static String seconds(@Nullable Duration time) {
        return time == null ? "none" : String.format(Locale.ROOT, "%.1f s", time.toMillis() / 1e3);
    }

    private void line(String format, Object... values) {
        text.append(String.format(Locale.ROOT, format, values)).append('\n');
    }
}
