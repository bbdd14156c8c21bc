// SPDX-License-Identifier: Apache-2.0
package io.foursigma.ingest;

import io.foursigma.schemas.process.StopSignal;
import picocli.CommandLine;

/** {@link SimulateCommand} as a process of its own. */
public final class SimulatorMain {

    private SimulatorMain() {}

    /**
     * Publishes, and ends the process with its exit code. SIGINT and SIGTERM let it stop in order.
     *
     * @param args the options of {@link SimulateCommand}
     */
    public static void main(String[] args) {
        StopSignal.runUntilExit(() -> new CommandLine(new SimulateCommand()).execute(args));
    }
}
