// SPDX-License-Identifier: Apache-2.0
package io.foursigma.local.cli;

import io.foursigma.schemas.BucketCounts;
import io.foursigma.schemas.Ledger;
import io.foursigma.schemas.LedgerReport;
import io.foursigma.schemas.LedgerReport.Backlog;
import io.foursigma.schemas.SensorCounts;
import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;

/** The ledger as people read it. */
final class LedgerText {

    private static final String COLUMNS = "%-10s %15s %15s %13s %11s %11s %9s %11s %9s  %s%n";

    private LedgerText() {}

    static void print(PrintWriter out, LedgerReport report) {
        out.printf(
                COLUMNS, "partition", "read", "applied", "dead letters", "late", "replayed", "lost", "lag", "gone", "");
        Ledger ledger = report.ledger();
        for (Ledger.Line line : ledger.partitions()) {
            Backlog backlog = report.backlog().get(line.partition());
            out.printf(
                    COLUMNS,
                    line.partition(),
                    number(line.read()),
                    number(line.applied()),
                    number(line.deadLettered()),
                    number(line.late()),
                    number(line.replayed()),
                    number(line.lost()),
                    number(backlog == null ? null : backlog.lag()),
                    number(backlog == null ? null : backlog.gone()),
                    verdict(line));
        }
        out.printf(
                COLUMNS,
                "total",
                number(ledger.read()),
                number(ledger.applied()),
                number(ledger.deadLettered()),
                number(ledger.late()),
                number(ledger.replayed()),
                number(ledger.lost()),
                number(report.lag()),
                number(report.gone()),
                "");
        out.println();
        report.sensors().ifPresent(sensors -> sensors(out, sensors));
        report.refused()
                .ifPresent(refused -> out.printf(
                        "Documents that Elasticsearch refused: %s%,d%n",
                        refused.atLeast() ? "at least " : "", refused.count()));
        out.println(summary(report));
    }

    private static void sensors(PrintWriter out, SensorCounts sensors) {
        out.printf(
                "%,d sensors count %,d readings; their buckets have applied %,d%n",
                sensors.sensors(), sensors.counted(), sensors.applied());
        if (sensors.moving() > 0) {
            out.printf(
                    "%d of %d buckets are not checked: moving. They were flushed each time that they were read; start it"
                            + " again when fewer readings come%n",
                    sensors.moving(), sensors.buckets());
        }
        for (BucketCounts bucket : sensors.wrong()) {
            out.printf(
                    "BUCKET %d: its %,d sensors count %,d readings, but %,d were applied%n",
                    bucket.bucket(), bucket.sensors(), bucket.counted(), bucket.applied());
        }
    }

    private static String summary(LedgerReport report) {
        if (!report.balanced()) {
            return "THE LEDGER DOES NOT BALANCE: docs/ledger.md says what to do";
        }
        return report.settled()
                ? "It balances: read = applied + dead letters"
                : "It balances where all buckets have come as far; the rest is on its way";
    }

    private static String verdict(Ledger.Line line) {
        if (!line.balanced()) {
            return "DOES NOT BALANCE: " + number(line.read() - line.applied() - line.deadLettered()) + " missing";
        }
        return line.settled() ? "balances" : "on its way, offsets " + line.from() + " to " + line.to();
    }

    private static String number(@Nullable Long number) {
        return number == null ? "?" : "%,d".formatted(number);
    }
}
