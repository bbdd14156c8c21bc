// SPDX-License-Identifier: Apache-2.0
package io.foursigma.local.servers;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The workers of one of Storm's supervisors. They are found by their command line, which names the supervisor's local
 * folder; so they are found although the supervisor that started them is gone.
 */
public final class WorkerProcesses {

    private static final String WORKER = "org.apache.storm.daemon.worker.Worker";

    /** The process above a worker that writes its log, and ends with it; its arguments are the worker's command. */
    private static final String LOG_WRITER = "org.apache.storm.LogWriter";

    private final String localFolder;

    /** The workers of the supervisor with this local folder ({@code storm.local.dir}), an absolute path. */
    public WorkerProcesses(Path localFolder) {
        this.localFolder = localFolder + "/";
    }

    /** Those that are alive. */
    public List<ProcessHandle> alive() {
        return ProcessHandle.allProcesses().filter(this::isWorker).toList();
    }

    /** Ends all of them at once: what a worker holds is either durable or comes again. */
    public void end() {
        alive().forEach(ProcessHandle::destroyForcibly);
    }

    private boolean isWorker(ProcessHandle process) {
        String command = commandLine(process);
        return command.contains(WORKER) && command.contains(localFolder) && !command.contains(LOG_WRITER);
    }

    /** The JDK gives up on command lines that are longer than a page; Linux tells them whole. */
    private static String commandLine(ProcessHandle process) {
        try {
            return Files.readString(
                    Path.of("/proc", Long.toString(process.pid()), "cmdline"), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            return process.info().commandLine().orElse(""); // not Linux, or it has just ended
        }
    }
}
