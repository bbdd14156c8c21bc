// SPDX-License-Identifier: Apache-2.0
package io.foursigma.topology;

import io.foursigma.schemas.settings.Setting;
import io.foursigma.schemas.settings.Settings;
import io.foursigma.schemas.settings.SettingsException;
import io.foursigma.schemas.settings.SettingsTable;
import io.foursigma.stores.Provisioning;
import io.foursigma.stores.ReadingsTopic;
import io.foursigma.stores.RealStores;
import io.foursigma.stores.StoreException;
import io.foursigma.stores.cassandra.CassandraSchemaException;
import java.io.PrintWriter;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.storm.Config;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Submits the topology to the cluster that Storm's configuration names. */
@Command(
        name = "TopologyMain",
        mixinStandardHelpOptions = true,
        version = "foursigma 0.1.0",
        sortOptions = false,
        customSynopsis = "storm jar foursigma-topology.jar -- io.foursigma.topology.TopologyMain [-conf FILE]"
                + " [-c NAME=VALUE]...",
        description = "Makes topics, tables and indexes where they are absent, and submits the topology.",
        footer = {
            "  -conf FILE              YAML file of settings and of Storm's configuration",
            "",
            "Order: defaults, the file, the environment (FOURSIGMA_NAME), -c. Any name of Storm's own configuration is"
                    + " taken too and handed to Storm.",
            "Exit codes: 0 submitted, 1 failed on the way, 2 wrong settings."
        })
final class SubmitCommand implements Callable<Integer> {

    private final Map<String, Object> file;
    private final Map<String, Object> stormOptions;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "-c",
            paramLabel = "NAME=VALUE",
            description = "a setting of docs/settings.md; may be given several times")
    private Map<String, String> given = new LinkedHashMap<>();

    private SubmitCommand(Map<String, Object> file, Map<String, Object> stormOptions) {
        this.file = file;
        this.stormOptions = stormOptions;
    }

    /**
     * The command line that submits.
     *
     * @param file what the file of settings says
     * @param stormOptions what Storm's own command line says
     */
    static CommandLine commandLine(Map<String, Object> file, Map<String, Object> stormOptions) {
        CommandLine command = new CommandLine(new SubmitCommand(file, stormOptions));
        command.setExecutionExceptionHandler((failure, line, parsed) -> {
            boolean wrongInput = failure instanceof SettingsException || failure instanceof CassandraSchemaException;
            if (!wrongInput && !(failure instanceof StoreException) && !(failure instanceof ClusterException)) {
                throw failure;
            }
            line.getErr().println(failure.getMessage());
            return wrongInput ? ExitCode.USAGE : ExitCode.SOFTWARE;
        });
        return command;
    }

    @Override
    public Integer call() {
        Map<String, Object> commandLine = new HashMap<>(stormOptions);
        commandLine.putAll(given);
        Submission submission = Submission.resolve(file, System.getenv(), commandLine);
        Settings settings = submission.settings();
        show(settings);
        // Storm would put all of its command line into the topology's configuration, addresses with passwords included.
        System.clearProperty("storm.options");
        Config config = TopologyConfig.of(settings);
        config.putAll(submission.storm());
        StormCluster cluster = new StormCluster(config);
        String name = settings.get(SettingsTable.TOPOLOGY_NAME);
        if (settings.get(SettingsTable.TOPOLOGY_IF_ALIVE).equals("keep") && cluster.holds(name)) {
            out().println("Topology '" + name + "' is alive and is kept as it is");
            return ExitCode.OK;
        }
        cluster.requireFree(name);
        ReadingsTopic topic = Provisioning.installForTopology(settings);
        cluster.submit(name, FoursigmaTopology.of(settings, new RealStores(settings), topic));
        Parallelism parallelism = Parallelism.of(settings, topic.partitions());
        out().printf(
                        "Topology '%s' is submitted. Workers: %d; spout tasks: %d for %d partitions; tasks of decode: %d; of each"
                                + " stateful bolt: %d%n",
                        name,
                        parallelism.workers(),
                        parallelism.spouts(),
                        topic.partitions(),
                        parallelism.decoders(),
                        parallelism.statefulTasks());
        out().flush();
        return ExitCode.OK;
    }

    private void show(Settings settings) {
        Map<String, String> set = settings.texts();
        out().println("Settings (* differs from the default or was given):");
        for (Setting<?> setting : SettingsTable.ALL) {
            out().println((set.containsKey(setting.name()) ? "* " : "  ") + setting.name() + " = "
                    + settings.shown(setting));
        }
        out().flush();
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
