// SPDX-License-Identifier: Apache-2.0
package io.foursigma.topology;

import java.util.HashMap;
import java.util.Map;
import org.apache.storm.Config;
import org.apache.storm.StormSubmitter;
import org.apache.storm.generated.AlreadyAliveException;
import org.apache.storm.generated.AuthorizationException;
import org.apache.storm.generated.InvalidTopologyException;
import org.apache.storm.generated.Nimbus;
import org.apache.storm.generated.StormTopology;
import org.apache.storm.thrift.TException;
import org.apache.storm.utils.NimbusClient;
import org.apache.storm.utils.NimbusLeaderNotFoundException;
import org.apache.storm.utils.Utils;

/** Storm's cluster as the one who submits sees it. */
final class StormCluster {

    /** The status of a topology that somebody has killed, for as long as its workers may finish. */
    private static final String ENDING = "KILLED";

    private final Config config;

    /** The cluster that Storm's configuration names, with the topology's own configuration over it. */
    StormCluster(Config config) {
        this.config = config;
    }

    /** Whether a topology of that name is alive and not about to end. @throws ClusterException if nobody answers */
    boolean holds(String name) {
        return ask(nimbus -> nimbus.getTopologySummaries().stream()
                .anyMatch(topology -> topology.get_name().equals(name)
                        && !topology.get_status().equals(ENDING)));
    }

    /** @throws ClusterException if a topology of that name is alive, or nobody answers */
    void requireFree(String name) {
        if (!ask(nimbus -> nimbus.isTopologyNameAllowed(name))) {
            throw new ClusterException("A topology named '" + name
                    + "' is alive, or the cluster refuses the name: kill it with a wait (storm kill " + name
                    + " -w 30) and submit again, or give another topology.name");
        }
    }

    /** Hands the topology and its jar to the cluster. @throws ClusterException if it does not take them */
    void submit(String name, StormTopology topology) {
        try {
            StormSubmitter.submitTopology(name, config, topology);
        } catch (AlreadyAliveException | InvalidTopologyException | AuthorizationException e) {
            throw new ClusterException("The cluster refuses topology '" + name + "': " + e, e);
        }
    }

    private <T> T ask(Question<T> question) {
        Map<String, Object> whole = whole();
        try (NimbusClient nimbus = NimbusClient.Builder.withConf(whole).build()) {
            return question.answer(nimbus.getClient());
        } catch (NimbusLeaderNotFoundException e) {
            throw away(whole, e);
        } catch (TException e) {
            throw away(whole, new IllegalStateException(e));
        }
    }

    /** Something that nimbus knows. */
    @FunctionalInterface
    private interface Question<T> {
        T answer(Nimbus.Iface nimbus) throws TException;
    }

    private Map<String, Object> whole() {
        Map<String, Object> whole = new HashMap<>(Utils.readStormConfig());
        whole.putAll(config);
        return whole;
    }

    private static ClusterException away(Map<String, Object> config, RuntimeException cause) {
        return new ClusterException(
                "No nimbus answers at nimbus.seeds = " + config.get(Config.NIMBUS_SEEDS) + ", port "
                        + config.get(Config.NIMBUS_THRIFT_PORT) + " (" + cause.getMessage()
                        + "): start it, or give -c nimbus.seeds='[\"HOST\"]' and -c nimbus.thrift.port=PORT, or a"
                        + " storm.yaml on the class path",
                cause);
    }
}
