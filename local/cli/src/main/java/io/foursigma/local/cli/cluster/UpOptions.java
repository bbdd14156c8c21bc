// SPDX-License-Identifier: Apache-2.0
package io.foursigma.local.cli.cluster;

import static io.foursigma.schemas.settings.SettingsTable.METRICS_PORT_OFFSET;
import static io.foursigma.schemas.settings.SettingsTable.RELAY_PORT;
import static io.foursigma.schemas.settings.SettingsTable.TOPOLOGY_WORKERS;

import io.foursigma.local.cli.CliException;
import io.foursigma.local.servers.PortPicker;
import io.foursigma.local.servers.ServerPorts;
import io.foursigma.schemas.settings.Settings;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What a cluster is started with. A port is the given one, else the one that the folder keeps, else the default. */
final class UpOptions {

    /** How far above its own port a worker serves its metrics, unless the setting says otherwise. */
    static final int METRICS_OFFSET = 1_000;

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

    /** The settings that were given by name. @throws io.foursigma.schemas.settings.SettingsException if any is wrong */
    Map<String, String> given() {
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
            List<Integer> inUse =
                    all.stream().filter(port -> !PortPicker.isFree(port)).toList();
            if (!inUse.isEmpty()) {
                throw wrong("In use on 127.0.0.1: " + inUse
                        + "; end what listens there, or give other ports (--free-ports, or one by one)");
            }
        } catch (IOException e) {
            throw wrong("No ports can be had: " + e.getMessage());
        } catch (IllegalArgumentException e) {
            throw wrong(String.valueOf(e.getMessage()));
        }
    }

    /** The ports, the free ones held by the picker. */
    ClusterPorts ports(PortPicker picker) throws IOException {
        Optional<Properties> kept = ClusterFolder.read(folder().ports());
        if (kept.isPresent()) {
            ClusterPorts before = ClusterPorts.of(kept.get());
            if (before.slots().size() == workers && before.supervisors().size() == supervisors) {
                return merged(before);
            }
        }
        List<Integer> slots = new ArrayList<>();
        List<Integer> thrift = new ArrayList<>();
        for (int i = 0; i < workers; i++) {
            slots.add(free(slot) ? picker.pick(METRICS_OFFSET) : or(slot, 6_700) + i);
        }
        for (int i = 0; i < supervisors; i++) {
            thrift.add(picker.pick());
        }
        ServerPorts servers = new ServerPorts(
                port(kafka, 9_092, picker),
                port(cassandra, 9_042, picker),
                port(elasticsearch, 9_200, picker),
                port(redis, 6_379, picker));
        int page = port(relay, Integer.parseInt(RELAY_PORT.defaultText()), picker);
        return new ClusterPorts(
                servers, page, port(zookeeper, 2_181, picker), port(nimbus, 6_627, picker), thrift, slots);
    }

    private ClusterPorts merged(ClusterPorts before) {
        ServerPorts servers = new ServerPorts(
                or(kafka, before.servers().kafka()),
                or(cassandra, before.servers().cassandra()),
                or(elasticsearch, before.servers().elasticsearch()),
                or(redis, before.servers().redis()));
        List<Integer> slots = new ArrayList<>();
        for (int i = 0; i < workers; i++) {
            slots.add(slot == null ? before.slots().get(i) : slot + i);
        }
        return new ClusterPorts(
                servers,
                or(relay, before.relay()),
                or(zookeeper, before.zookeeper()),
                or(nimbus, before.nimbus()),
                before.supervisors(),
                slots);
    }

    private int port(@Nullable Integer given, int usual, PortPicker picker) throws IOException {
        return free(given) ? picker.pick() : or(given, usual);
    }

    private boolean free(@Nullable Integer given) {
        return given == null ? freePorts : given == 0;
    }

    private static int or(@Nullable Integer given, int other) {
        return given == null ? other : given;
    }

    private static CliException wrong(String message) {
        return new CliException(CliException.WRONG_INPUT, message);
    }
}
