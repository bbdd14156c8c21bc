// SPDX-License-Identifier: Apache-2.0
package io.foursigma.local.servers.testing;

import io.foursigma.local.servers.LocalServers;
import io.foursigma.local.servers.LocalServersConfig;
import io.foursigma.local.servers.ServerKind;
import io.foursigma.local.servers.ServerStartException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * The servers that a test class needs, started once per JVM and shared by all of its test classes.
 *
 * <pre>{@code
 * @RegisterExtension
 * static final SharedServers SERVERS = SharedServers.of(ServerKind.KAFKA, ServerKind.REDIS);
 * }</pre>
 *
 * <p>The class that first asks for a server has it started; all end with the JVM's last test. Tests keep apart by names
 * of their own for topics, keyspaces, indexes and keys. The system property {@code foursigma.home} names the project's
 * root folder, as the build sets it.
 */
public final class SharedServers implements BeforeAllCallback {

    private static final ExtensionContext.Namespace NAMESPACE = ExtensionContext.Namespace.create(SharedServers.class);

    private final Set<ServerKind> kinds;
    private @Nullable Running running;

    private SharedServers(Set<ServerKind> kinds) {
        this.kinds = kinds;
    }

    /** The given servers. */
    public static SharedServers of(ServerKind first, ServerKind... rest) {
        return new SharedServers(EnumSet.of(first, rest));
    }

    @Override
    public void beforeAll(ExtensionContext context) throws ServerStartException, InterruptedException {
        running = context.getRoot()
                .getStore(NAMESPACE)
                .getOrComputeIfAbsent(Running.class, key -> new Running(), Running.class);
        running.ensure(kinds);
    }

    /** Kafka's {@code bootstrap.servers}. */
    public String kafkaBootstrap() {
        return stackWith(ServerKind.KAFKA).kafkaBootstrap();
    }

    /** Cassandra's contact point; its data centre is {@code datacenter1}. */
    public InetSocketAddress cassandra() {
        return stackWith(ServerKind.CASSANDRA).cassandra();
    }

    /** Elasticsearch's address over plain HTTP. */
    public URI elasticsearch() {
        return stackWith(ServerKind.ELASTICSEARCH).elasticsearch();
    }

    /** The address of Redis. */
    public InetSocketAddress redis() {
        return stackWith(ServerKind.REDIS).redis();
    }

    private LocalServers stackWith(ServerKind kind) {
        if (running == null) {
            throw new IllegalStateException("servers are there from the first @BeforeAll on, not in static fields");
        }
        return running.stackWith(kind);
    }

    /** All that runs in this JVM: a stack for each set of servers that was missing when it was asked for. */
    private static final class Running implements AutoCloseable {

        private final Map<ServerKind, LocalServers> stacks = new EnumMap<>(ServerKind.class);

        synchronized void ensure(Set<ServerKind> kinds) throws ServerStartException, InterruptedException {
            Set<ServerKind> missing = EnumSet.copyOf(kinds);
            missing.removeAll(stacks.keySet());
            if (missing.isEmpty()) {
                return;
            }
            Path home = Path.of(System.getProperty("foursigma.home"));
            LocalServers stack = LocalServers.start(LocalServersConfig.temporary(home), missing, ready -> {});
            missing.forEach(kind -> stacks.put(kind, stack));
        }

        synchronized LocalServers stackWith(ServerKind kind) {
            LocalServers stack = stacks.get(kind);
            if (stack == null) {
                throw new IllegalStateException(kind.title() + " was not asked for in SharedServers.of");
            }
            return stack;
        }

        @Override
        public synchronized void close() {
            stacks.values().forEach(LocalServers::close);
        }
    }
}
