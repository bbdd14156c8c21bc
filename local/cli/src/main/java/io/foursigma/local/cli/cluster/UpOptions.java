// SPDX-License-Identifier: Apache-2.0
package io.foursigma.local.cli.cluster;

import static io.foursigma.schemas.settings.SettingsTable.CASSANDRA_CONTACT_POINTS;
import static io.foursigma.schemas.settings.SettingsTable.ELASTICSEARCH_URL;
import static io.foursigma.schemas.settings.SettingsTable.KAFKA_BOOTSTRAP;
import static io.foursigma.schemas.settings.SettingsTable.METRICS_PORT_OFFSET;
import static io.foursigma.schemas.settings.SettingsTable.REDIS_ADDRESS;
import static io.foursigma.schemas.settings.SettingsTable.RELAY_PORT;
import static io.foursigma.schemas.settings.SettingsTable.TOPOLOGY_WORKERS;

import io.foursigma.local.cli.CliException;
import io.foursigma.local.servers.PortPicker;
import io.foursigma.local.servers.ServerPorts;
import io.foursigma.schemas.settings.Setting;
import io.foursigma.schemas.settings.Settings;
import io.foursigma.schemas.settings.SettingsException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What a cluster is started with. A port is the given one, else the one that the folder keeps, else the default. */
final class UpOptions {

    /** How far above its own port a worker serves its metrics, unless the setting says otherwise. */
    static final int METRICS_OFFSET = 1_000;

    private static final Map<Setting<?>, String> OWN_ADDRESSES = Map.of(
            KAFKA_BOOTSTRAP, "choose the port with --kafka-port",
            CASSANDRA_CONTACT_POINTS, "choose the port with --cassandra-port",
            ELASTICSEARCH_URL, "choose the port with --elasticsearch-port",
            REDIS_ADDRESS, "choose the port with --redis-port",
            RELAY_PORT, "choose it with --port");

    @Option(names = "--workers", paramLabel = "N", defaultValue = "2", description = "slots for workers (default: 2)")
    private int workers;

    @Option(names = "--supervisors", paramLabel = "N", defaultValue = "1", description = "supervisors (default: 1)")
    private int supervisors;

    @Option(names = "--free-ports", description = "take free ports instead of the usual ones")
    private boolean freePorts;

    @Option(names = "--kafka-port", paramLabel = "PORT", description = "default: 9092")
    private @Nullable Integer kafka;

    @Option(names = "--cassandra-port", paramLabel = "PORT", description = "default: 9042")
    private @Nullable Integer cassandra;

    @Option(names = "--elasticsearch-port", paramLabel = "PORT", description = "default: 9200")
    private @Nullable Integer elasticsearch;

    @Option(names = "--redis-port", paramLabel = "PORT", description = "default: 6379")
    private @Nullable Integer redis;

    @Option(names = "--port", paramLabel = "PORT", description = "port of the page (default: 8080)")
    private @Nullable Integer relay;

    @Option(names = "--zookeeper-port", paramLabel = "PORT", description = "default: 2181")
    private @Nullable Integer zookeeper;

    @Option(names = "--nimbus-port", paramLabel = "PORT", description = "default: 6627")
    private @Nullable Integer nimbus;

    @Option(
            names = "--slot-port",
            paramLabel = "PORT",
            description = "port of the first worker, the others follow (default: 6700)")
    private @Nullable Integer slot;

    @Option(
            names = "-c",
            paramLabel = "NAME=VALUE",
            description = "a setting of docs/settings.md, for the relay and for what is submitted; may be given several"
                    + " times")
    private Map<String, String> settings = new LinkedHashMap<>();

    @Mixin
    private DataOption data = new DataOption();

    ClusterFolder folder() {
        return data.folder();
    }

    /** The settings that were given by name. @throws SettingsException if any is wrong */
    Map<String, String> given() {
        List<SettingsException.Problem> problems = new ArrayList<>();
        OWN_ADDRESSES.forEach((own, cure) -> {
            if (settings.containsKey(own.name())) {
                problems.add(new SettingsException.Problem(
                        own.name(), settings.getOrDefault(own.name(), ""), "this command decides it itself", cure));
            }
        });
        if (!problems.isEmpty()) {
            throw new SettingsException(problems);
        }
        Settings unused = Settings.resolve(System.getenv(), settings);
        return Map.copyOf(settings);
    }

    /** What holds for a submission unless something else is set. */
    Map<String, String> submissionDefaults() {
        return Map.of(
                TOPOLOGY_WORKERS.name(), Integer.toString(workers),
                METRICS_PORT_OFFSET.name(), Integer.toString(METRICS_OFFSET));
    }

    /** @throws CliException if a number is out of range, or a port cannot be had */
    void check() {
        if (workers < 1 || supervisors < 1 || workers < supervisors || workers > 100) {
            throw wrong("--workers = " + workers + " and --supervisors = " + supervisors
                    + ": give from 1 to 100 workers, and no more supervisors than workers");
        }
        try (PortPicker picker = new PortPicker()) {
            ClusterPorts ports = ports(picker);
            List<Integer> all = new ArrayList<>(List.of(
                    ports.servers().kafka(),
                    ports.servers().cassandra(),
                    ports.servers().elasticsearch(),
                    ports.servers().redis(),
                    ports.relay(),
                    ports.zookeeper(),
                    ports.nimbus()));
            all.addAll(ports.supervisors());
            all.addAll(ports.slots());
            List<Integer> twice = all.stream()
                    .filter(port -> all.indexOf(port) != all.lastIndexOf(port))
                    .distinct()
                    .toList();
            List<Integer> inUse =
                    all.stream().filter(port -> !PortPicker.isFree(port)).toList();
            if (!inUse.isEmpty() || !twice.isEmpty()) {
                throw wrong("In use on 127.0.0.1: " + inUse + ", given twice: " + twice
                        + "; end what listens there, or give other ports one by one (0 takes a free one); a new"
                        + " cluster takes free ports for all with --free-ports");
            }
        } catch (IOException e) {
            throw wrong("No ports can be had: " + e.getMessage());
        } catch (IllegalArgumentException e) {
            throw wrong(String.valueOf(e.getMessage()));
        }
    }

    /** The ports, the free ones held by the picker. */
    ClusterPorts ports(PortPicker picker) throws IOException {
        Optional<ClusterPorts> kept = ClusterFolder.read(folder().ports()).map(ClusterPorts::of);
        ServerPorts servers = new ServerPorts(
                port(kafka, kept.map(before -> before.servers().kafka()), 9_092, picker),
                port(cassandra, kept.map(before -> before.servers().cassandra()), 9_042, picker),
                port(elasticsearch, kept.map(before -> before.servers().elasticsearch()), 9_200, picker),
                port(redis, kept.map(before -> before.servers().redis()), 6_379, picker));
        return new ClusterPorts(
                servers,
                port(relay, kept.map(ClusterPorts::relay), 8_080, picker),
                port(zookeeper, kept.map(ClusterPorts::zookeeper), 2_181, picker),
                port(nimbus, kept.map(ClusterPorts::nimbus), 6_627, picker),
                supervisorPorts(kept, picker),
                slotPorts(kept, picker));
    }

    private List<Integer> supervisorPorts(Optional<ClusterPorts> kept, PortPicker picker) throws IOException {
        List<Integer> ports = new ArrayList<>();
        for (int i = 0; i < supervisors; i++) {
            int number = i;
            Optional<Integer> before = kept.map(ClusterPorts::supervisors)
                    .filter(all -> number < all.size())
                    .map(all -> all.get(number));
            ports.add(before.isPresent() ? before.get() : picker.pick());
        }
        return ports;
    }

    private List<Integer> slotPorts(Optional<ClusterPorts> kept, PortPicker picker) throws IOException {
        List<Integer> ports = new ArrayList<>();
        for (int i = 0; i < workers; i++) {
            int number = i;
            Optional<Integer> before = kept.map(ClusterPorts::slots)
                    .filter(all -> slot == null && number < all.size())
                    .map(all -> all.get(number));
            if (before.isPresent()) {
                ports.add(before.get());
            } else {
                boolean free = slot == null ? freePorts : slot == 0;
                ports.add(free ? picker.pick(METRICS_OFFSET) : (slot == null ? 6_700 : slot) + i);
            }
        }
        return ports;
    }

    private int port(@Nullable Integer given, Optional<Integer> kept, int usual, PortPicker picker) throws IOException {
        if (given != null && given != 0) {
            return given;
        }
        if (given == null && kept.isPresent()) {
            return kept.get();
        }
        return given != null || freePorts ? picker.pick() : usual;
    }

    private static CliException wrong(String message) {
        return new CliException(CliException.WRONG_INPUT, message);
    }
}
