// SPDX-License-Identifier: Apache-2.0
package io.foursigma.local.servers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The workers of one of Storm's supervisors. Each notes its process id as the name of a file, {@code
 * workers/<id>/pids/<pid>} in the supervisor's local folder; so they can be found although the supervisor that started
 * them is gone.
 */
public final class WorkerProcesses {

    private static final String WORKER = "org.apache.storm.daemon.worker.Worker";

    private final Path localFolder;

    /** The workers of the supervisor with this local folder ({@code storm.local.dir}). */
    public WorkerProcesses(Path localFolder) {
        this.localFolder = localFolder;
    }

    /** Those that are alive: the noted ones, and those beneath this process that have not noted themselves yet. */
    public List<ProcessHandle> alive() {
        return Stream.concat(noted(), ProcessHandle.current().descendants())
                .filter(WorkerProcesses::isWorker)
                .distinct()
                .toList();
    }

    /** Ends all of them at once: what a worker holds is either durable or comes again. */
    public void end() {
        alive().forEach(ProcessHandle::destroyForcibly);
    }

    private Stream<ProcessHandle> noted() {
        return entries(localFolder.resolve("workers"))
                .flatMap(worker -> entries(worker.resolve("pids")))
                .map(file -> file.getFileName().toString())
                .filter(name -> name.matches("\\d+"))
                .flatMap(pid -> ProcessHandle.of(Long.parseLong(pid)).stream());
    }

    /** Storm starts a worker beneath a process that writes its log; both name the class. A pid may be somebody else's by now. */
    private static boolean isWorker(ProcessHandle process) {
        Optional<String[]> arguments = process.info().arguments();
        return process.isAlive()
                && arguments.isPresent()
                && List.of(arguments.get()).contains(WORKER);
    }

    private static Stream<Path> entries(Path folder) {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.toList().stream();
        } catch (NoSuchFileException e) {
            return Stream.empty(); // no worker yet, or it has just been cleaned away
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
