// SPDX-License-Identifier: Apache-2.0
package io.foursigma.local.storm.daemons;

import io.foursigma.local.servers.WorkerProcesses;
import java.nio.file.Path;
import org.apache.storm.daemon.supervisor.Supervisor;

/**
 * Storm's supervisor, which ends its workers when it exits in order. Storm's own leaves them to its next start; on one
 * machine a worker that outlives its cluster is a leftover that nobody looks for.
 *
 * <p>A supervisor that is killed leaves its workers at work, as Storm means it.
 */
public final class SupervisorMain {

    private SupervisorMain() {}

    /**
     * Runs the supervisor that Storm's configuration describes.
     *
     * @param args the supervisor's local folder
     * @throws Exception if it cannot be started; the process ends with it
     */
    public static void main(String[] args) throws Exception {
        WorkerProcesses workers = new WorkerProcesses(Path.of(args[0]));
        Runtime.getRuntime().addShutdownHook(new Thread(workers::end, "end-workers"));
        Supervisor.main(new String[0]);
    }
}
