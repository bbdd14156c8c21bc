// SPDX-License-Identifier: Apache-2.0
package io.foursigma.local.cli.chaos;

import static io.foursigma.schemas.settings.SettingsTable.CASSANDRA_CONTACT_POINTS;
import static io.foursigma.schemas.settings.SettingsTable.CASSANDRA_KEYSPACE;
import static io.foursigma.schemas.settings.SettingsTable.DEAD_LETTERS_TOPIC;
import static io.foursigma.schemas.settings.SettingsTable.ELASTICSEARCH_PREFIX;
import static io.foursigma.schemas.settings.SettingsTable.ELASTICSEARCH_URL;
import static io.foursigma.schemas.settings.SettingsTable.KAFKA_GROUP;
import static io.foursigma.schemas.settings.SettingsTable.REDIS_ADDRESS;
import static io.foursigma.schemas.settings.SettingsTable.REDIS_PREFIX;
import static io.foursigma.schemas.settings.SettingsTable.RESULTS_TOPIC;
import static io.foursigma.schemas.settings.SettingsTable.TOPOLOGY_NAME;
import static io.foursigma.schemas.settings.SettingsTable.TOPOLOGY_STATEFUL_TASKS;
import static io.foursigma.schemas.settings.SettingsTable.TOPOLOGY_WORKERS;
import static io.foursigma.schemas.settings.SettingsTable.WINDOW_ALLOWED_LATENESS;
import static io.foursigma.schemas.settings.SettingsTable.WINDOW_IDLE_PUBLISH;

import io.foursigma.local.cli.CliException;
import io.foursigma.local.cli.Steps;
import io.foursigma.local.cli.cluster.OwnCluster;
import io.foursigma.local.cli.cluster.TopologyJar;
import io.foursigma.local.servers.ServerStartException;
import io.foursigma.schemas.settings.Setting;
import io.foursigma.schemas.settings.Settings;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/** A cluster, the proxies in front of its stores, and the two topologies that read one topic: troubled, then calm. */
final class ChaosSystem implements AutoCloseable {

    /** The topology that faults befall. */
    static final String TROUBLED = "foursigma";

    static final int SUPERVISORS = 2;

    private static final String CALM = "calm";
    private static final int WORKERS = 2;
    private static final int STATEFUL_TASKS_FIRST = 4;

    /** As many as one supervisor alone has to offer when the other is stopped. */
    private static final int SLOTS = SUPERVISORS * WORKERS;

    private static final int RESTART_WAIT_SECONDS = 1;
    private static final int END_WAIT_SECONDS = 3;
    private static final Duration NIMBUS_WITHIN = Duration.ofMinutes(2);
    private static final Duration STORES_WITHIN = Duration.ofMinutes(2);
    private static final long LOOK_MILLIS = 200;

    private final OwnCluster cluster;
    private final TopologyJar jar;
    private final Map<Link, TcpProxy> proxies = new EnumMap<>(Link.class);
    private int statefulTasks = STATEFUL_TASKS_FIRST;

    private ChaosSystem(OwnCluster cluster, TopologyJar jar) {
        this.cluster = cluster;
        this.jar = jar;
    }

    /** Starts it on free ports, without a topology. */
    static ChaosSystem start(Path folder, TopologyJar jar, Steps steps)
            throws IOException, ServerStartException, InterruptedException {
        ChaosSystem system = new ChaosSystem(OwnCluster.start(folder, SLOTS, SUPERVISORS, steps), jar);
        boolean ready = false;
        try {
            for (Link link : Link.values()) {
                system.proxies.put(link, TcpProxy.open(0, system.address(link)));
            }
            ready = true;
            return system;
        } finally {
            if (!ready) {
                system.close();
            }
        }
    }

    private InetSocketAddress address(Link link) {
        Settings direct = cluster.settings();
        String address = switch (link) {
            case CASSANDRA -> direct.get(CASSANDRA_CONTACT_POINTS);
            case ELASTICSEARCH -> URI.create(direct.get(ELASTICSEARCH_URL)).getAuthority();
            case REDIS -> direct.get(REDIS_ADDRESS);
        };
        String[] hostAndPort = address.split(":", 2);
        return new InetSocketAddress(hostAndPort[0], Integer.parseInt(hostAndPort[1]));
    }

    OwnCluster cluster() {
        return cluster;
    }

    TcpProxy proxy(Link link) {
        return Objects.requireNonNull(proxies.get(link), link.title());
    }

    /** The workers of all supervisors. */
    List<ProcessHandle> workers() {
        List<ProcessHandle> workers = new ArrayList<>();
        for (int i = 0; i < SUPERVISORS; i++) {
            workers.addAll(cluster.workers(i));
        }
        return workers;
    }

    /** Settings of both topologies that are no addresses and no names. */
    static Map<String, String> common() {
        return Map.of(
                TOPOLOGY_WORKERS.name(),
                Integer.toString(WORKERS),
                TOPOLOGY_STATEFUL_TASKS.name(),
                Integer.toString(STATEFUL_TASKS_FIRST),
                WINDOW_ALLOWED_LATENESS.name(),
                "1s",
                WINDOW_IDLE_PUBLISH.name(),
                "never");
    }

    /** Where the troubled topology's results are, past the proxies. */
    Settings troubled() {
        return with(Map.of());
    }

    /** Where the calm topology's results are. */
    Settings calm() {
        return with(Map.of(
                TOPOLOGY_NAME, CALM,
                KAFKA_GROUP, CALM,
                CASSANDRA_KEYSPACE, CALM,
                ELASTICSEARCH_PREFIX, CALM,
                REDIS_PREFIX, CALM,
                RESULTS_TOPIC, CALM + "-results",
                DEAD_LETTERS_TOPIC, CALM + "-dead-letters"));
    }

    private Settings with(Map<Setting<?>, String> changed) {
        Map<String, String> texts = new HashMap<>(cluster.settings().texts());
        texts.putAll(common());
        changed.forEach((setting, text) -> texts.put(setting.name(), text));
        return Settings.resolve(Map.of(), texts);
    }

    /** Submits the topology that is troubled, with the proxies as its stores. */
    void submitTroubled() throws IOException, InterruptedException {
        submit(throughProxies());
    }

    private Map<String, String> throughProxies() {
        Map<String, String> given = new HashMap<>(troubled().texts());
        given.put(TOPOLOGY_STATEFUL_TASKS.name(), Integer.toString(statefulTasks));
        given.put(
                CASSANDRA_CONTACT_POINTS.name(),
                "127.0.0.1:" + proxy(Link.CASSANDRA).port());
        given.put(
                ELASTICSEARCH_URL.name(),
                "http://127.0.0.1:" + proxy(Link.ELASTICSEARCH).port());
        given.put(REDIS_ADDRESS.name(), "127.0.0.1:" + proxy(Link.REDIS).port());
        return given;
    }

    void submitCalm() throws IOException, InterruptedException {
        submitAgain(calm().texts());
    }

    /** Submits where a fault came before: a store that it killed may be on its way up, and a topology needs all of them. */
    private void submitAgain(Map<String, String> given) throws IOException, InterruptedException {
        long start = System.nanoTime();
        while (true) {
            try {
                submit(given);
                return;
            } catch (CliException e) {
                if (System.nanoTime() - start > STORES_WITHIN.toNanos()) {
                    throw e;
                }
                TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
            }
        }
    }

    private void submit(Map<String, String> given) throws IOException, InterruptedException {
        cluster.submit(jar, given, cluster.folder().resolve("submit.log"));
    }

    /** Kills the troubled topology, in haste, and submits it with so many stateful tasks. */
    void restart(int tasks) throws IOException, InterruptedException {
        statefulTasks = tasks;
        cluster.kill(TROUBLED, RESTART_WAIT_SECONDS);
        submitAgain(throughProxies());
    }

    /**
     * Waits until nimbus can be told something about the topology: it, or ZooKeeper, may have been killed just before.
     *
     * @throws CliException if it does not answer within two minutes
     */
    void awaitNimbus() throws InterruptedException {
        long start = System.nanoTime();
        while (!nimbusKnowsIt()) {
            if (System.nanoTime() - start > NIMBUS_WITHIN.toNanos()) {
                throw new CliException(
                        CliException.FAILED,
                        "Nimbus did not answer for " + NIMBUS_WITHIN.toSeconds() + " s: see nimbus.log in "
                                + cluster.folder());
            }
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
        }
    }

    private boolean nimbusKnowsIt() {
        try {
            return cluster.holds(TROUBLED);
        } catch (CliException e) {
            return false; // not yet
        }
    }

    /** Ends the troubled topology, when everything is done. */
    void endTroubled() throws InterruptedException {
        awaitNimbus();
        cluster.kill(TROUBLED, END_WAIT_SECONDS);
    }

    @Override
    public void close() throws IOException {
        try {
            cluster.close();
        } finally {
            for (TcpProxy proxy : proxies.values()) {
                proxy.close();
            }
        }
    }
}
