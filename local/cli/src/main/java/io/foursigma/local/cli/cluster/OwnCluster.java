// SPDX-License-Identifier: Apache-2.0
package io.foursigma.local.cli.cluster;

import io.foursigma.local.cli.CliException;
import io.foursigma.local.cli.Steps;
import io.foursigma.local.servers.KeptChild;
import io.foursigma.local.servers.PortPicker;
import io.foursigma.local.servers.ServerStartException;
import io.foursigma.local.servers.WorkerProcesses;
import io.foursigma.schemas.settings.Settings;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** A cluster on free ports whose processes are children of this one, and end with it in whatever way it ends. */
public final class OwnCluster implements AutoCloseable {

    private static final long LOOK_MILLIS = 200;

    private final ClusterFolder folder;
    private final ClusterKeeper keeper;
    private final Nimbus nimbus;
    private final PortPicker picker;
    private final FileChannel lock;

    private OwnCluster(ClusterFolder folder, ClusterPorts ports, PortPicker picker, FileChannel lock, Steps steps) {
        this.folder = folder;
        this.picker = picker;
        this.lock = lock;
        keeper = new ClusterKeeper(folder, ports, Map.of(), Map.of(), steps);
        nimbus = new Nimbus(ports.nimbus());
    }

    /**
     * Starts a cluster and waits until a topology can be submitted.
     *
     * @param data an empty folder for all that it writes; {@code cluster status --data} knows it while the cluster is up
     * @param slots how many workers there is room for, dealt out to the supervisors in turn
     * @param supervisors how many supervisors
     * @throws ServerStartException if anything cannot be started; nothing is left running then
     * @throws InterruptedException if the thread is interrupted; nothing is left running then
     */
    public static OwnCluster start(Path data, int slots, int supervisors, Steps steps)
            throws IOException, ServerStartException, InterruptedException {
        ClusterFolder folder = new ClusterFolder(data.toAbsolutePath().normalize());
        Files.createDirectories(folder.path());
        FileChannel lock = FileChannel.open(folder.lock(), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        PortPicker picker = new PortPicker();
        OwnCluster cluster = new OwnCluster(folder, ClusterPorts.free(picker, slots, supervisors), picker, lock, steps);
        boolean ready = false;
        try {
            if (lock.tryLock() == null) {
                throw new ServerStartException(
                        "A cluster is kept in " + folder.path() + ": end it, or name another folder");
            }
            cluster.keeper.start();
            ready = true;
            return cluster;
        } finally {
            if (!ready) {
                cluster.close();
            }
        }
    }

    /** Where the servers themselves listen. */
    public Settings settings() {
        return keeper.settings();
    }

    /** The folder with all logs. */
    public Path folder() {
        return folder.path();
    }

    /** The folder with the logs of workers. */
    public Path workerLogs() {
        return folder.workers();
    }

    /** A child by its name, as {@code cluster status} shows it. @throws IllegalStateException if there is none */
    public KeptChild child(String name) {
        return keeper.child(name);
    }

    /**
     * The workers of one supervisor that are alive.
     *
     * @param supervisor from 0
     */
    public List<ProcessHandle> workers(int supervisor) {
        return new WorkerProcesses(StormFiles.local(folder.supervisor(supervisor))).alive();
    }

    /**
     * Submits a topology.
     *
     * @param given all settings that differ from the defaults
     * @param log what the submission prints is appended to it
     * @throws CliException if it is refused
     */
    public void submit(TopologyJar jar, Map<String, String> given, Path log) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(jar.command(folder, null, new TreeMap<>(given)))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
        try {
            int code = process.waitFor();
            if (code != 0) {
                throw new CliException(
                        CliException.FAILED, "The topology was not submitted (exit code " + code + "): see " + log);
            }
        } finally {
            process.destroy();
        }
    }

    /** Stops a topology's spouts, waits, ends its workers, and returns when it is gone. */
    public void kill(String topology, int waitSeconds) throws InterruptedException {
        nimbus.kill(topology, waitSeconds);
        while (nimbus.topology(topology).isPresent()) {
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
        }
    }

    /** Whether nimbus lists a topology of that name. @throws CliException if nimbus does not answer */
    public boolean holds(String topology) {
        return nimbus.topology(topology).isPresent();
    }

    /** Stops a topology's spouts, waits, and spreads it over so many workers. Returns at once. */
    public void rebalance(String topology, int workers, int waitSeconds) {
        nimbus.rebalance(topology, workers, Map.of(), waitSeconds);
    }

    @Override
    public void close() throws IOException {
        try {
            keeper.close();
            folder.endWorkers();
        } finally {
            picker.close();
            lock.close();
        }
    }
}
