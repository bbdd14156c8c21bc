// SPDX-License-Identifier: Apache-2.0
package io.foursigma.ingest.collect;

import io.foursigma.schemas.process.StopSignal;
import picocli.CommandLine;

/** {@link CollectCommand} as a process of its own. */
public final class CollectorMain {

    private CollectorMain() {}

    /**
     * Takes readings, and ends the process with its exit code. SIGINT and SIGTERM let it stop in order.
     *
     * @param args the options of {@link CollectCommand}
     */
    public static void main(String[] args) {
        StopSignal.runUntilExit(() -> new CommandLine(new CollectCommand()).execute(args));
    }
}
