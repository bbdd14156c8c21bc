// SPDX-License-Identifier: Apache-2.0
package io.foursigma.local.cli;

import io.foursigma.schemas.Ledger;
import io.foursigma.schemas.SensorStats;
import io.foursigma.stores.StateReader;
import io.foursigma.stores.StatsRow;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** Prints the outcome of an analysis for people. */
final class AnalysisTable {

    private static final int MOST_SENSORS = 100;

    private final PrintWriter out;

    AnalysisTable(PrintWriter out) {
        this.out = out;
    }

    void print(StateReader state, Ledger ledger, long anomalies, long episodes, int refused, Path folder) {
        Map<String, StatsRow> rows = new TreeMap<>();
        state.forEachStats(rows::put);
        out.printf("%-56s %10s %14s %14s %14s %14s%n", "sensor", "count", "mean", "std", "min", "max");
        rows.entrySet().stream().limit(MOST_SENSORS).forEach(row -> {
            SensorStats stats = row.getValue().published(row.getKey());
            out.printf(
                    "%-56s %,10d %14.6g %14.6g %14.6g %14.6g%n",
                    stats.sensor(), stats.count(), stats.mean(), stats.std(), stats.min(), stats.max());
        });
        if (rows.size() > MOST_SENSORS) {
            out.printf("and %,d more in sensors.ndjson%n", rows.size() - MOST_SENSORS);
        }
        out.printf(
                "%n%,d sensors, %,d items read: %,d applied (%,d late) + %,d dead letters; %,d anomalies in %,d episodes%n",
                rows.size(),
                ledger.read(),
                ledger.applied(),
                ledger.late(),
                ledger.deadLettered(),
                anomalies,
                episodes);
        if (refused > 0) {
            out.printf("%,d lines were refused before Kafka, see above%n", refused);
        }
        if (!ledger.balanced()) {
            out.println("THE LEDGER DOES NOT BALANCE. This is a bug; please report it.");
        }
        out.printf("The results are in %s%n", folder.toAbsolutePath().normalize());
        out.flush();
    }
}
