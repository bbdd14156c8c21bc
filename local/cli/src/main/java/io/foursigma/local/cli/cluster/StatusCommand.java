// SPDX-License-Identifier: Apache-2.0
package io.foursigma.local.cli.cluster;

import io.foursigma.local.cli.CliException;
import io.foursigma.local.cli.Pipeline;
import io.foursigma.schemas.settings.Settings;
import io.foursigma.stores.StateReader;
import io.foursigma.stores.cassandra.CassandraStateReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.storm.generated.TopologySummary;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code foursigma cluster status}: what runs, how it flows, and how far it has come. */
@Command(
        name = "status",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Shows processes, topologies, workers, what each component did, lag and ledger.")
final class StatusCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private DataOption data = new DataOption();

    @Override
    public Integer call() throws IOException, InterruptedException {
        ClusterFolder folder = data.folder();
        ClusterState cluster = folder.requireUp();
        PrintWriter out = spec.commandLine().getOut();
        StatusText.processes(out, cluster);
        try {
            topologies(out, folder, new Nimbus(cluster.ports().nimbus()));
        } catch (CliException e) {
            out.println(e.getMessage()); // lag and ledger need no nimbus
        }
        Settings settings = cluster.settings(System.getenv());
        try (StateReader state = new CassandraStateReader(settings);
                Pipeline pipeline = new Pipeline(settings, state)) {
            StatusText.lag(out, pipeline.ends(), pipeline.committed());
            StatusText.ledger(out, pipeline.ledger());
        }
        return 0;
    }

    private static void topologies(PrintWriter out, ClusterFolder folder, Nimbus nimbus) throws IOException {
        List<TopologySummary> topologies = nimbus.topologies();
        if (topologies.isEmpty()) {
            out.println("No topology is alive: 'foursigma cluster submit' submits one.");
        }
        for (TopologySummary topology : topologies) {
            StatusText.topology(out, nimbus.page(topology.get_id()), workerPids(folder, topology.get_id()));
        }
    }

    /** Each worker writes its process id beside its log. */
    private static Map<Integer, Long> workerPids(ClusterFolder folder, String topologyId) throws IOException {
        Map<Integer, Long> pids = new HashMap<>();
        for (int port : folder.requireUp().ports().slots()) {
            Path file = folder.storm().resolve("workers").resolve(topologyId).resolve(port + "/worker.pid");
            if (Files.exists(file)) {
                pids.put(port, Long.valueOf(Files.readString(file).strip()));
            }
        }
        return pids;
    }
}
