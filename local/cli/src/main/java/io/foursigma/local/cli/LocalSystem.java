// SPDX-License-Identifier: Apache-2.0
package io.foursigma.local.cli;

import static io.foursigma.schemas.settings.SettingsTable.CASSANDRA_CONTACT_POINTS;
import static io.foursigma.schemas.settings.SettingsTable.ELASTICSEARCH_URL;
import static io.foursigma.schemas.settings.SettingsTable.KAFKA_BOOTSTRAP;
import static io.foursigma.schemas.settings.SettingsTable.REDIS_ADDRESS;

import io.foursigma.local.servers.ChildExit;
import io.foursigma.local.servers.LocalServers;
import io.foursigma.local.servers.LocalServersConfig;
import io.foursigma.local.servers.ServerKind;
import io.foursigma.local.servers.ServerProcess;
import io.foursigma.local.servers.ServerStartException;
import io.foursigma.schemas.settings.Settings;
import io.foursigma.stores.Provisioning;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** The servers and the topology on this machine, as children of this process. */
final class LocalSystem implements AutoCloseable {

    private final StormChild storm;
    private final LocalServers servers;
    private final Settings settings;
    private volatile boolean closing;

    private LocalSystem(StormChild storm, LocalServers servers, Settings settings) {
        this.storm = storm;
        this.servers = servers;
        this.settings = settings;
    }

    /**
     * Starts all of it, side by side, makes topics, tables and indexes, and has the topology submitted.
     *
     * @param config where the servers run
     * @param settings all settings but the servers' addresses
     * @param steps told of each server that is ready
     * @throws ServerStartException if anything cannot be started; nothing is left running then
     * @throws InterruptedException if the thread is interrupted; nothing is left running then
     */
    static LocalSystem start(LocalServersConfig config, Settings settings, Steps steps)
            throws ServerStartException, InterruptedException {
        StormChild storm = StormChild.start(config.data());
        LocalServers servers = null;
        boolean ready = false;
        try {
            servers = LocalServers.start(
                    config,
                    EnumSet.allOf(ServerKind.class),
                    server -> steps.ready(server.kind().title(), server.took()));
            Settings addressed = settings.with(KAFKA_BOOTSTRAP, servers.kafkaBootstrap())
                    .with(CASSANDRA_CONTACT_POINTS, text(servers.cassandra()))
                    .with(ELASTICSEARCH_URL, servers.elasticsearch().toString())
                    .with(REDIS_ADDRESS, text(servers.redis()));
            storm.submit(addressed, Provisioning.installForTopology(addressed));
            steps.ready("Topics, tables and indexes");
            ready = true;
            return new LocalSystem(storm, servers, addressed);
        } finally {
            if (!ready) {
                close(storm, servers);
            }
        }
    }

    /**
     * Waits until the topology is submitted.
     *
     * @throws ServerStartException if Storm ends or does not come up in time
     */
    void awaitTopology(Steps steps) throws ServerStartException, InterruptedException {
        storm.awaitSubmitted();
        steps.ready("Storm");
    }

    private static String text(InetSocketAddress address) {
        return address.getAddress().getHostAddress() + ":" + address.getPort();
    }

    /** All settings, with the servers' addresses. */
    Settings settings() {
        return settings;
    }

    /** The folder with all that the servers write, their logs included. */
    Path data() {
        return servers.data();
    }

    /** The children as they stand now. */
    List<ServerProcess> processes() {
        List<ServerProcess> all = new ArrayList<>(servers.processes());
        all.add(storm.snapshot());
        return all;
    }

    /** Completes with the first child that ends although nobody closed this. */
    CompletableFuture<ChildExit> unexpectedExit() {
        CompletableFuture<ChildExit> exit = new CompletableFuture<>();
        servers.unexpectedExit().thenAccept(exit::complete);
        storm.onExit().thenAccept(ended -> {
            if (!closing) {
                exit.complete(ended);
            }
        });
        return exit;
    }

    @Override
    public void close() {
        closing = true;
        close(storm, servers);
    }

    /** Storm first, so that it does not see the servers go. */
    private static void close(StormChild storm, @Nullable LocalServers servers) {
        try {
            storm.close();
        } finally {
            if (servers != null) {
                servers.close();
            }
        }
    }
}
