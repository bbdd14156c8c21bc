// SPDX-License-Identifier: Apache-2.0
package io.foursigma.local.cli;

import java.util.concurrent.CompletableFuture;

/**
 * SIGINT and SIGTERM as a request: the main thread is interrupted, ends its command in order, and its exit code becomes
 * that of the process.
 */
final class StopSignal {

    private final CompletableFuture<Integer> exitCode = new CompletableFuture<>();

    private StopSignal() {}

    /** Watches for signals from now on. */
    static StopSignal install(Thread main) {
        StopSignal stop = new StopSignal();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop.end(main), "stop-signal"));
        return stop;
    }

    /** The command has ended. */
    void finished(int code) {
        exitCode.complete(code);
    }

    private void end(Thread main) {
        if (!exitCode.isDone()) {
            main.interrupt();
            Runtime.getRuntime().halt(exitCode.join());
        }
    }
}
