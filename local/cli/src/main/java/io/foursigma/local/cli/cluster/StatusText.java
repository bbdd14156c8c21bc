// SPDX-License-Identifier: Apache-2.0
package io.foursigma.local.cli.cluster;

import static io.foursigma.schemas.settings.SettingsTable.CASSANDRA_CONTACT_POINTS;
import static io.foursigma.schemas.settings.SettingsTable.ELASTICSEARCH_URL;
import static io.foursigma.schemas.settings.SettingsTable.KAFKA_BOOTSTRAP;
import static io.foursigma.schemas.settings.SettingsTable.REDIS_ADDRESS;
import static io.foursigma.schemas.settings.SettingsTable.RELAY_HOST;

import io.foursigma.schemas.Ledger;
import io.foursigma.schemas.settings.Settings;
import java.io.PrintWriter;
import java.util.Map;
import java.util.TreeMap;
import org.apache.storm.generated.CommonAggregateStats;
import org.apache.storm.generated.ComponentAggregateStats;
import org.apache.storm.generated.SpecificAggregateStats;
import org.apache.storm.generated.TopologyPageInfo;
import org.apache.storm.generated.WorkerSummary;

/** What is printed about a cluster. */
final class StatusText {

    private StatusText() {}

    static void addresses(PrintWriter out, ClusterFolder folder, ClusterState cluster) {
        Settings settings = cluster.settings(System.getenv());
        out.println();
        row(
                out,
                "Page",
                "http://" + settings.get(RELAY_HOST) + ":" + cluster.ports().relay() + "/");
        row(out, "Kafka", settings.get(KAFKA_BOOTSTRAP));
        row(out, "Cassandra", settings.get(CASSANDRA_CONTACT_POINTS));
        row(out, "Elasticsearch", settings.get(ELASTICSEARCH_URL));
        row(out, "Redis", settings.get(REDIS_ADDRESS));
        row(out, "Nimbus", "127.0.0.1:" + cluster.ports().nimbus() + ", storm.yaml in " + folder.conf());
        row(out, "Workers' slots", cluster.ports().slots().toString());
        row(out, "Data and logs", folder.path().toString());
        out.println();
        out.println("Storm's daemons and workers listen on all addresses of this machine, without a password.");
        out.flush();
    }

    static void processes(PrintWriter out, ClusterState cluster) {
        out.printf("%-14s %8s%n", "process", "pid");
        cluster.children()
                .forEach((name, child) -> out.printf(
                        "%-14s %8d%s%n", name, child.pid(), child.find().isPresent() ? "" : "  ENDED"));
        out.println();
    }

    static void topology(PrintWriter out, TopologyPageInfo page, Map<Integer, Long> workerPids) {
        out.printf(
                "Topology %s: %s, up %d s, %d workers, %d executors, %d tasks%n",
                page.get_name(),
                page.get_status(),
                page.get_uptime_secs(),
                page.get_workers_size(),
                page.get_num_executors(),
                page.get_num_tasks());
        for (WorkerSummary worker : page.get_workers()) {
            Long pid = workerPids.get(worker.get_port());
            out.printf(
                    "  worker %s:%d  pid %s  up %d s  %d executors%n",
                    worker.get_host(),
                    worker.get_port(),
                    pid == null ? "?" : pid.toString(),
                    worker.get_uptime_secs(),
                    worker.get_num_executors());
        }
        out.printf(
                "  %-14s %9s %6s %12s %12s %8s %12s%n",
                "component", "executors", "tasks", "emitted", "acked", "failed", "latency ms");
        Map<String, ComponentAggregateStats> components = new TreeMap<>(page.get_id_to_spout_agg_stats());
        components.putAll(page.get_id_to_bolt_agg_stats());
        components.forEach((name, stats) -> component(out, name, stats));
        out.println("  (Storm's own estimates, from one tuple in twenty; the ledger below is exact)");
    }

    private static void component(PrintWriter out, String name, ComponentAggregateStats stats) {
        CommonAggregateStats common = stats.get_common_stats();
        SpecificAggregateStats specific = stats.get_specific_stats();
        double latencyMillis = specific.is_set_spout()
                ? specific.get_spout().get_complete_latency_ms()
                : specific.get_bolt().get_process_latency_ms();
        out.printf(
                "  %-14s %9d %6d %12d %12d %8d %12.1f%n",
                name,
                common.get_num_executors(),
                common.get_num_tasks(),
                common.get_emitted(),
                common.get_acked(),
                common.get_failed(),
                latencyMillis);
    }

    static void lag(PrintWriter out, Map<Integer, Long> ends, Map<Integer, Long> committed) {
        out.printf("  %-14s %12s %12s %12s%n", "partition", "end", "committed", "lag");
        new TreeMap<>(ends).forEach((partition, end) -> {
            long done = committed.getOrDefault(partition, 0L);
            out.printf("  %-14d %12d %12d %12d%n", partition, end, done, end - done);
        });
    }

    static void ledger(PrintWriter out, Ledger ledger) {
        out.printf(
                "Ledger: read %,d = applied %,d + dead letters %,d (replayed %,d, late %,d)%s%n",
                ledger.read(),
                ledger.applied(),
                ledger.deadLettered(),
                ledger.replayed(),
                ledger.late(),
                ledger.balanced() ? "" : "  NOT BALANCED YET");
        out.flush();
    }

    private static void row(PrintWriter out, String name, String value) {
        out.printf("%-14s %s%n", name, value);
    }
}
