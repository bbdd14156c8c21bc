// SPDX-License-Identifier: Apache-2.0
package io.foursigma.local.cli.cluster;

import static io.foursigma.schemas.settings.SettingsTable.TOPOLOGY_NAME;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What can be done to a topology that is alive. */
final class TopologyCommands {

    private static final long LOOK_MILLIS = 200;

    private TopologyCommands() {}

    /** Which topology is meant. */
    static final class Target {

        @Spec(Spec.Target.MIXEE)
        private CommandSpec spec = CommandSpec.create();

        @Parameters(paramLabel = "NAME", arity = "0..1", description = "name of the topology (default: topology.name)")
        private @Nullable String name;

        @Mixin
        private DataOption data = new DataOption();

        Nimbus nimbus() {
            return new Nimbus(data.folder().requireUp().ports().nimbus());
        }

        String topology() {
            return name == null
                    ? data.folder().requireUp().settings(System.getenv()).get(TOPOLOGY_NAME)
                    : name;
        }

        int say(String text) {
            spec.commandLine().getOut().println("Topology '" + topology() + "' " + text);
            return 0;
        }
    }

    /** {@code foursigma cluster kill}. */
    @Command(
            name = "kill",
            mixinStandardHelpOptions = true,
            sortOptions = false,
            description =
                    "Stops the spouts, waits until what is under way is done, ends the workers. The state is kept:"
                            + " the next submission goes on where this one stopped.")
    static final class Kill implements Callable<Integer> {

        @Option(
                names = "--wait",
                paramLabel = "SECONDS",
                description = "how long after the spouts the workers end (default: the message timeout)")
        private @Nullable Integer waitSeconds;

        @Mixin
        private Target target = new Target();

        @Override
        public Integer call() throws InterruptedException {
            Nimbus nimbus = target.nimbus();
            String name = target.topology();
            nimbus.kill(name, waitSeconds);
            while (nimbus.topology(name).isPresent()) {
                TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
            }
            return target.say("is killed.");
        }
    }

    /** {@code foursigma cluster rebalance}. */
    @Command(
            name = "rebalance",
            mixinStandardHelpOptions = true,
            sortOptions = false,
            description = "Stops the spouts, waits until what is under way is done, and spreads the executors anew.")
    static final class Rebalance implements Callable<Integer> {

        @Option(names = "--workers", paramLabel = "N", description = "number of workers (default: as now)")
        private @Nullable Integer workers;

        @Option(
                names = "--executors",
                paramLabel = "COMPONENT=N",
                description = "executors of a component, at most its tasks; may be given several times")
        private Map<String, Integer> executors = new LinkedHashMap<>();

        @Option(
                names = "--wait",
                paramLabel = "SECONDS",
                description = "how long after the spouts the workers end (default: the message timeout)")
        private @Nullable Integer waitSeconds;

        @Mixin
        private Target target = new Target();

        @Override
        public Integer call() {
            target.nimbus().rebalance(target.topology(), workers, executors, waitSeconds);
            return target.say("is being rebalanced: its spouts stop, then its executors are spread anew.");
        }
    }

    /** {@code foursigma cluster deactivate}. */
    @Command(
            name = "deactivate",
            mixinStandardHelpOptions = true,
            description = "Stops the spouts; readings wait in Kafka.")
    static final class Deactivate implements Callable<Integer> {

        @Mixin
        private Target target = new Target();

        @Override
        public Integer call() {
            target.nimbus().deactivate(target.topology());
            return target.say("is inactive: readings wait in Kafka until 'foursigma cluster activate'.");
        }
    }

    /** {@code foursigma cluster activate}. */
    @Command(
            name = "activate",
            mixinStandardHelpOptions = true,
            description = "Lets the spouts of a topology that was deactivated go on.")
    static final class Activate implements Callable<Integer> {

        @Mixin
        private Target target = new Target();

        @Override
        public Integer call() {
            target.nimbus().activate(target.topology());
            return target.say("is active.");
        }
    }
}
