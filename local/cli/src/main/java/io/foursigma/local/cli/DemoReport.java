// SPDX-License-Identifier: Apache-2.0
package io.foursigma.local.cli;

import static io.foursigma.schemas.settings.SettingsTable.CASSANDRA_CONTACT_POINTS;
import static io.foursigma.schemas.settings.SettingsTable.CASSANDRA_KEYSPACE;
import static io.foursigma.schemas.settings.SettingsTable.ELASTICSEARCH_URL;
import static io.foursigma.schemas.settings.SettingsTable.KAFKA_BOOTSTRAP;
import static io.foursigma.schemas.settings.SettingsTable.READINGS_TOPIC;
import static io.foursigma.schemas.settings.SettingsTable.REDIS_ADDRESS;
import static io.foursigma.schemas.settings.SettingsTable.RELAY_HOST;
import static io.foursigma.schemas.settings.SettingsTable.WINDOW_LENGTH;

import io.foursigma.ingest.collect.Collector;
import io.foursigma.schemas.Ledger;
import io.foursigma.schemas.settings.Settings;
import io.foursigma.stores.InsightReader;
import java.io.PrintWriter;
import java.util.concurrent.atomic.AtomicLong;

/** What a demo prints: where everything is, and at the end what became of the readings. */
final class DemoReport {

    private DemoReport() {}

    static void addresses(PrintWriter out, LocalSystem system, int relayPort, Collector collector) {
        Settings settings = system.settings();
        out.println();
        row(out, "Page", "http://" + settings.get(RELAY_HOST) + ":" + relayPort + "/");
        collector.httpAddress().ifPresent(address -> row(out, "Collector", address));
        row(out, "Kafka", settings.get(KAFKA_BOOTSTRAP) + ", topic " + settings.get(READINGS_TOPIC));
        row(
                out,
                "Cassandra",
                settings.get(CASSANDRA_CONTACT_POINTS) + ", keyspace " + settings.get(CASSANDRA_KEYSPACE));
        row(out, "Elasticsearch", settings.get(ELASTICSEARCH_URL));
        row(out, "Redis", settings.get(REDIS_ADDRESS));
        row(out, "Windows", settings.text(WINDOW_LENGTH) + " of event time");
        row(out, "Data and logs", system.data().toString());
        out.println();
        out.println("Ctrl-C stops all of it.");
        out.flush();
    }

    static void summary(PrintWriter out, Ledger ledger, InsightReader insights) {
        AtomicLong anomalies = new AtomicLong();
        insights.forEachAnomaly(anomaly -> anomalies.incrementAndGet());
        out.println();
        number(out, "Read", ledger.read());
        number(out, "Applied", ledger.applied());
        number(out, "Duplicate", ledger.replayed());
        number(out, "Late", ledger.late());
        number(out, "Dead letters", ledger.deadLettered());
        number(out, "Anomalies", anomalies.get());
        out.flush();
    }

    /** Whether the ledger balances, once all buckets have settled. */
    static void verdict(PrintWriter out, Ledger ledger) {
        out.println(
                ledger.balanced()
                        ? "Every reading is accounted for: read = applied + dead letters."
                        : "THE LEDGER DOES NOT BALANCE: read is not applied + dead letters. This is a bug; please report it.");
        out.flush();
    }

    private static void row(PrintWriter out, String name, String value) {
        out.printf("%-14s %s%n", name, value);
    }

    private static void number(PrintWriter out, String name, long value) {
        out.printf("%-14s %,d%n", name, value);
    }
}
