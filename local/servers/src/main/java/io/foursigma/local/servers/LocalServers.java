// SPDX-License-Identifier: Apache-2.0
package io.foursigma.local.servers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * A stack: real servers, each a child process with a class path of its own, that listen on 127.0.0.1 only.
 *
 * <p>The children end when this is closed, and within 10 s when this process dies in whatever way. Nothing is closed by
 * a shutdown hook: who starts a stack decides when and after what it is closed.
 */
public final class LocalServers implements AutoCloseable {

    private final StackFolder folder;
    private final PortPicker ports;
    private final Map<ServerKind, ServerPlan> plans = new EnumMap<>(ServerKind.class);
    private final Map<ServerKind, KeptChild> children = new EnumMap<>(ServerKind.class);
    private final CompletableFuture<ChildExit> unexpectedExit = new CompletableFuture<>();
    private final Consumer<String> tell;
    private final Runnable changed;
    private volatile boolean closing;

    private LocalServers(StackFolder folder, PortPicker ports, Consumer<String> tell, Runnable changed) {
        this.folder = folder;
        this.ports = ports;
        this.tell = tell;
        this.changed = changed;
    }

    /**
     * Starts servers side by side and waits until all are ready.
     *
     * @param config where and how
     * @param kinds which servers
     * @param progress told of each server that is ready, in the calling thread
     * @throws ServerStartException if a given port or the data folder is in use, the project is not built, or a server
     *     ends or does not answer in time; nothing is left running then
     * @throws InterruptedException if the thread is interrupted; nothing is left running then
     */
    public static LocalServers start(LocalServersConfig config, Set<ServerKind> kinds, Consumer<ServerReady> progress)
            throws ServerStartException, InterruptedException {
        return start(config, kinds, progress, told -> {}, () -> {});
    }

    /**
     * Starts servers that live on: one that ends is started again on its port and its folder, after a second at first
     * and up to 30 s where it ends again and again.
     *
     * @param config where and how; the folder must be given, and a port that is 0 stays what it became
     * @param kinds which servers
     * @param progress told of each server that is ready, in the calling thread
     * @param tell told in words of each end and each new start
     * @param changed told when a server runs as another process
     * @throws ServerStartException as {@link #start(LocalServersConfig, Set, Consumer)}
     * @throws InterruptedException if the thread is interrupted; nothing is left running then
     */
    public static LocalServers startKept(
            LocalServersConfig config,
            Set<ServerKind> kinds,
            Consumer<ServerReady> progress,
            Consumer<String> tell,
            Runnable changed)
            throws ServerStartException, InterruptedException {
        LocalServers servers = start(config, kinds, progress, tell, changed);
        servers.children.values().forEach(KeptChild::keep);
        return servers;
    }

    private static LocalServers start(
            LocalServersConfig config,
            Set<ServerKind> kinds,
            Consumer<ServerReady> progress,
            Consumer<String> tell,
            Runnable changed)
            throws ServerStartException, InterruptedException {
        refusePortsInUse(config.ports(), kinds);
        LocalServers servers = new LocalServers(StackFolder.open(config.data()), new PortPicker(), tell, changed);
        boolean ready = false;
        try {
            servers.launch(config, kinds);
            servers.awaitReady(config.startDeadline(), progress);
            ready = true;
            return servers;
        } finally {
            if (!ready) {
                servers.close();
            }
        }
    }

    private static void refusePortsInUse(ServerPorts ports, Set<ServerKind> kinds) throws ServerStartException {
        String inUse = new TreeSet<>(kinds)
                .stream()
                        .filter(kind -> ports.of(kind) != 0 && !PortPicker.isFree(ports.of(kind)))
                        .map(kind -> "port " + ports.of(kind) + " for " + kind.title())
                        .collect(Collectors.joining(", "));
        if (!inUse.isEmpty()) {
            throw new ServerStartException("In use on 127.0.0.1: " + inUse
                    + "; end the program that listens there, or choose another port (0 takes a free one)");
        }
    }

    private void launch(LocalServersConfig config, Set<ServerKind> kinds) throws ServerStartException {
        ServerPlans planner = new ServerPlans(config.home(), folder, ports, config.flags());
        try {
            for (ServerKind kind : kinds) {
                plans.put(kind, planner.plan(kind, config.ports().of(kind)));
            }
            for (ServerPlan plan : plans.values()) {
                KeptChild child = new KeptChild(() -> launch(plan), tell, changed);
                children.put(plan.kind(), child);
                child.process().onExit().thenAccept(this::noticeExit);
            }
        } catch (IOException e) {
            throw new ServerStartException("The servers cannot be started in " + folder.path() + ": " + e, e);
        }
    }

    private ChildProcess launch(ServerPlan plan) throws ServerStartException {
        ChildProcess child =
                ChildProcess.start(plan.kind().title(), plan.command(), Map.of(), plan.folder(), plan.log());
        try {
            folder.remember(child.pid());
        } catch (IOException e) {
            child.kill();
            throw new ServerStartException("The folder " + folder.path() + " cannot be written: " + e, e);
        }
        return child;
    }

    private void noticeExit(ChildExit exit) {
        if (!closing) {
            unexpectedExit.complete(exit);
        }
    }

    private void awaitReady(Duration deadline, Consumer<ServerReady> progress)
            throws ServerStartException, InterruptedException {
        ExecutorService threads = Executors.newFixedThreadPool(Math.max(1, children.size()));
        ExecutorCompletionService<ServerReady> ready = new ExecutorCompletionService<>(threads);
        long start = System.nanoTime();
        try {
            children.forEach((kind, child) -> ready.submit(() -> {
                child.process().awaitReady(plan(kind).probe(), deadline);
                return new ServerReady(kind, Duration.ofNanos(System.nanoTime() - start));
            }));
            for (int i = 0; i < children.size(); i++) {
                progress.accept(ready.take().get());
            }
        } catch (ExecutionException e) {
            if (e.getCause() instanceof ServerStartException failure) {
                throw failure;
            }
            throw new IllegalStateException("a server's readiness cannot be asked for", e.getCause());
        } finally {
            threads.shutdownNow();
        }
    }

    private ServerPlan plan(ServerKind kind) {
        ServerPlan plan = plans.get(kind);
        if (plan == null) {
            throw new IllegalStateException(kind.title() + " is not part of this stack");
        }
        return plan;
    }

    /** Kafka's {@code bootstrap.servers}. */
    public String kafkaBootstrap() {
        return "127.0.0.1:" + plan(ServerKind.KAFKA).port();
    }

    /** Cassandra's contact point; its data centre is {@code datacenter1}. */
    public InetSocketAddress cassandra() {
        return new InetSocketAddress(
                InetAddress.getLoopbackAddress(), plan(ServerKind.CASSANDRA).port());
    }

    /** Elasticsearch's address over plain HTTP. */
    public URI elasticsearch() {
        return URI.create("http://127.0.0.1:" + plan(ServerKind.ELASTICSEARCH).port());
    }

    /** The address of Redis. */
    public InetSocketAddress redis() {
        return new InetSocketAddress(
                InetAddress.getLoopbackAddress(), plan(ServerKind.REDIS).port());
    }

    /** The folder of the stack; a folder per server and its log lie in it, and there is room for others. */
    public Path data() {
        return folder.path();
    }

    /** The children as they stand now, in the order of {@link ServerKind}. */
    public List<ServerProcess> processes() {
        return children.values().stream().map(KeptChild::snapshot).toList();
    }

    /**
     * A server of a stack that was started with {@link #startKept}.
     *
     * @throws IllegalStateException if the stack has none of this kind
     */
    public KeptChild kept(ServerKind kind) {
        KeptChild child = children.get(kind);
        if (child == null) {
            throw new IllegalStateException(kind.title() + " is not part of this stack");
        }
        return child;
    }

    /** Completes with the first child that ends although nobody closed the stack; else never. */
    public CompletionStage<ChildExit> unexpectedExit() {
        return unexpectedExit.copy();
    }

    /**
     * Stops all servers side by side and waits for their end: in order where the data are kept, at once where the folder
     * is temporary, which is then removed. Later calls do nothing.
     */
    @Override
    public synchronized void close() {
        if (closing) {
            return;
        }
        closing = true;
        List<ChildProcess> last =
                children.values().stream().map(KeptChild::release).toList();
        last.forEach(folder.isTemporary() ? ChildProcess::kill : ChildProcess::endInput);
        last.forEach(ChildProcess::close);
        try {
            ports.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            folder.close();
        }
    }
}
