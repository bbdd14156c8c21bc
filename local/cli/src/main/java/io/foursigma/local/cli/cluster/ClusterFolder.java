// SPDX-License-Identifier: Apache-2.0
package io.foursigma.local.cli.cluster;

import io.foursigma.local.cli.CliException;
import io.foursigma.local.cli.Home;
import io.foursigma.local.servers.WorkerProcesses;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The folder of one cluster: what its servers and daemons write, the ports that it keeps from start to start, and, while
 * it is up, what the other commands have to know.
 */
record ClusterFolder(Path path) {

    private static final Duration LEFTOVERS_WITHIN = Duration.ofSeconds(15);
    private static final long LOOK_MILLIS = 100;

    /** That folder, or the usual one where none is named. */
    static ClusterFolder of(@Nullable Path named) {
        Path folder = named == null ? Home.folder().resolve("target/cluster") : named;
        return new ClusterFolder(folder.toAbsolutePath().normalize());
    }

    /** What the keeper prints: progress while it starts, later what ended and was started again. */
    Path log() {
        return path.resolve("cluster.log");
    }

    Path ports() {
        return path.resolve("ports.properties");
    }

    /** Held while a keeper is at work here. */
    Path lock() {
        return path.resolve("keeper.lock");
    }

    /** Whether a cluster has ever been kept here. */
    boolean isCluster() {
        return Files.exists(lock());
    }

    /** There from the start of the cluster to its end, and longer if its keeper was killed. */
    Path state() {
        return path.resolve("cluster.properties");
    }

    /** Everything of Storm. */
    Path storm() {
        return path.resolve("storm");
    }

    /** What workers write, a folder for each topology and in it one for each slot. */
    Path workers() {
        return storm().resolve("workers");
    }

    /** The folder with the {@code storm.yaml} of clients and nimbus. */
    Path conf() {
        return storm().resolve("conf");
    }

    /** A supervisor's own folder. */
    Path supervisor(int number) {
        return storm().resolve("supervisor-" + (number + 1));
    }

    /** The local folders of all supervisors that were ever started here. */
    List<Path> supervisorLocals() {
        if (Files.notExists(storm())) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(storm())) {
            return entries.filter(entry -> entry.getFileName().toString().startsWith("supervisor-"))
                    .map(StormFiles::local)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The cluster that is up here. @throws CliException if none is, or it is not ready */
    ClusterState requireUp() {
        ClusterState state = kept().orElseThrow(() -> new CliException(
                CliException.WRONG_INPUT,
                "No cluster is up in " + path + ": start one with 'foursigma cluster up', or name its folder with"
                        + " --data"));
        if (!state.ready()) {
            throw new CliException(
                    CliException.WRONG_INPUT,
                    "The cluster in " + path + " is being started: wait for 'foursigma cluster up'; " + log()
                            + " tells how far it is");
        }
        return state;
    }

    /** The cluster that a living keeper keeps here, be it ready or not. */
    Optional<ClusterState> kept() {
        return lastState().filter(state -> state.keeper().find().isPresent());
    }

    /** The state of the cluster that is kept here, or of one whose keeper was killed. */
    Optional<ClusterState> lastState() {
        return read(state()).map(ClusterState::of);
    }

    /**
     * Waits until what a killed keeper has left is gone: its children notice its end and exit in order. Whatever takes
     * longer, or was started by a daemon that is gone too, is ended.
     */
    void endLeftovers() throws InterruptedException {
        long end = System.nanoTime() + LEFTOVERS_WITHIN.toNanos();
        Collection<KnownProcess> children =
                lastState().map(last -> last.children().values()).orElse(List.of());
        for (KnownProcess child : children) {
            Optional<ProcessHandle> process = child.find();
            while (process.isPresent() && System.nanoTime() - end < 0) {
                TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
                process = child.find();
            }
            process.ifPresent(ProcessHandle::destroyForcibly);
        }
        endWorkers();
        try {
            Files.deleteIfExists(state());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends the workers of all supervisors, those that are gone included. */
    void endWorkers() {
        supervisorLocals().forEach(local -> new WorkerProcesses(local).end());
    }

    static Optional<Properties> read(Path file) {
        if (Files.notExists(file)) {
            return Optional.empty();
        }
        Properties texts = new Properties();
        try (Reader in = Files.newBufferedReader(file)) {
            texts.load(in);
            return Optional.of(texts);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes a file as a whole or not at all. */
    static void write(Path file, Properties texts) {
        Path draft = file.resolveSibling(file.getFileName() + ".new");
        try {
            try (Writer out = Files.newBufferedWriter(draft)) {
                texts.store(out, null);
            }
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Throws all of it away. */
    void delete() {
        if (Files.notExists(path)) {
            return;
        }
        try (Stream<Path> all = Files.walk(path)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(each);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
