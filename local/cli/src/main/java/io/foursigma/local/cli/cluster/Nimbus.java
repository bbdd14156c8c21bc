// SPDX-License-Identifier: Apache-2.0
package io.foursigma.local.cli.cluster;

import io.foursigma.local.cli.CliException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.apache.storm.Config;
import org.apache.storm.generated.AuthorizationException;
import org.apache.storm.generated.InvalidTopologyException;
import org.apache.storm.generated.KillOptions;
import org.apache.storm.generated.Nimbus.Iface;
import org.apache.storm.generated.NotAliveException;
import org.apache.storm.generated.RebalanceOptions;
import org.apache.storm.generated.TopologyPageInfo;
import org.apache.storm.generated.TopologySummary;
import org.apache.storm.thrift.TException;
import org.apache.storm.utils.NimbusClient;
import org.apache.storm.utils.NimbusLeaderNotFoundException;
import org.apache.storm.utils.Utils;
import org.jspecify.annotations.Nullable;

/** Nimbus of a cluster on this machine, over thrift. */
final class Nimbus {

    private static final String ALL_TIME = ":all-time";
    private static final Duration KNOWN_WITHIN = Duration.ofSeconds(20);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(500);

    private final int port;
    private final Map<String, Object> config;

    Nimbus(int port) {
        this.port = port;
        config = new HashMap<>(Utils.readDefaultConfig());
        config.put(Config.NIMBUS_SEEDS, List.of("127.0.0.1"));
        config.put(Config.NIMBUS_THRIFT_PORT, port);
    }

    /** Something that nimbus is asked. */
    @FunctionalInterface
    private interface Question<T> {
        T ask(Iface nimbus) throws TException;
    }

    private <T> T ask(Question<T> question) {
        try (NimbusClient client = NimbusClient.Builder.withConf(config).build()) {
            return question.ask(client.getClient());
        } catch (NotAliveException e) {
            throw new CliException(CliException.WRONG_INPUT, "No such topology is alive: " + e.get_msg());
        } catch (InvalidTopologyException e) {
            throw new CliException(CliException.WRONG_INPUT, "Nimbus refuses: " + e.get_msg());
        } catch (AuthorizationException e) {
            throw new CliException(CliException.WRONG_INPUT, "Nimbus refuses: " + e.get_msg());
        } catch (NimbusLeaderNotFoundException | TException e) {
            throw new CliException(
                    CliException.FAILED,
                    "Nimbus does not answer on 127.0.0.1:" + port + " (" + e + "): see its log, nimbus.log");
        }
    }

    /** Something that nimbus is told to do to a topology. */
    @FunctionalInterface
    private interface Order {
        void give(Iface nimbus) throws TException;
    }

    /**
     * Gives an order about a topology by its name. A nimbus that has just started lists its topologies some time before
     * it knows them by their names, so "not alive" is believed only of one that is not listed.
     */
    private void byName(String name, Order order) {
        long start = System.nanoTime();
        ask(nimbus -> {
            while (true) {
                try {
                    order.give(nimbus);
                    return name;
                } catch (NotAliveException e) {
                    boolean listed = nimbus.getTopologySummaries().stream()
                            .anyMatch(topology -> topology.get_name().equals(name));
                    if (!listed || System.nanoTime() - start > KNOWN_WITHIN.toNanos()) {
                        throw e;
                    }
                    LockSupport.parkNanos(LOOK_AGAIN.toNanos());
                }
            }
        });
    }

    /** Whether it is the leader, so that topologies can be submitted. */
    boolean leads() throws IOException {
        listens();
        return leader(() -> ask(Iface::getLeader).is_isLeader());
    }

    /** How many supervisors have reported. */
    int supervisors() throws IOException {
        listens();
        return leader(() -> ask(Iface::getClusterInfo).get_supervisors_size());
    }

    /** The client logs a page of text when nobody listens, so that is found out first. */
    private void listens() throws IOException {
        new Socket(InetAddress.getLoopbackAddress(), port).close();
    }

    private static <T> T leader(Supplier<T> question) throws IOException {
        try {
            return question.get();
        } catch (CliException e) {
            throw new IOException(e); // not yet
        }
    }

    List<TopologySummary> topologies() {
        return ask(Iface::getTopologySummaries);
    }

    Optional<TopologySummary> topology(String name) {
        return topologies().stream()
                .filter(topology -> topology.get_name().equals(name))
                .findFirst();
    }

    /**
     * All that is known of a topology since it was submitted.
     *
     * @param id Storm's id of it
     */
    TopologyPageInfo page(String id) {
        return ask(nimbus -> nimbus.getTopologyPageInfo(id, ALL_TIME, false));
    }

    /**
     * Stops the spouts, waits, then ends the workers. Returns at once.
     *
     * @param waitSeconds null for the message timeout
     */
    void kill(String name, @Nullable Integer waitSeconds) {
        KillOptions options = new KillOptions();
        if (waitSeconds != null) {
            options.set_wait_secs(waitSeconds);
        }
        byName(name, nimbus -> nimbus.killTopologyWithOpts(name, options));
    }

    /**
     * Stops the spouts, waits, then spreads the executors anew. Returns at once.
     *
     * @param workers null to keep their number
     * @param executors by component; those that are missing keep theirs
     * @param waitSeconds null for the message timeout
     */
    void rebalance(
            String name, @Nullable Integer workers, Map<String, Integer> executors, @Nullable Integer waitSeconds) {
        RebalanceOptions options = new RebalanceOptions();
        if (workers != null) {
            options.set_num_workers(workers);
        }
        if (waitSeconds != null) {
            options.set_wait_secs(waitSeconds);
        }
        if (!executors.isEmpty()) {
            options.set_num_executors(executors);
        }
        byName(name, nimbus -> nimbus.rebalance(name, options));
    }

    void activate(String name) {
        byName(name, nimbus -> nimbus.activate(name));
    }

    void deactivate(String name) {
        byName(name, nimbus -> nimbus.deactivate(name));
    }
}
