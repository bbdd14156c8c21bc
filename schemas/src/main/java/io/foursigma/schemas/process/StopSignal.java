// SPDX-License-Identifier: Apache-2.0
package io.foursigma.schemas.process;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;

/**
 * SIGINT and SIGTERM as a request: the main thread is interrupted, ends its command in order, and its exit code becomes
 * that of the process.
 */
public final class StopSignal {

    private static final int FAILED = 1;

    private final CompletableFuture<Integer> exitCode = new CompletableFuture<>();

    private StopSignal() {}

    /**
     * Runs a command on this thread, and ends the process with its exit code. Does not return.
     *
     * @param command what the process does; yields its exit code, 1 stands for one that throws
     */
    public static void runUntilExit(IntSupplier command) {
        StopSignal stop = new StopSignal();
        Thread main = Thread.currentThread();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop.end(main), "stop-signal"));
        int code = FAILED;
        try {
            code = command.getAsInt();
        } finally {
            stop.exitCode.complete(code);
        }
        System.exit(code);
    }

    /** Returns when somebody wants the process to end. To be called on the thread of the command. */
    public static void await() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            // This is the signal.
        }
    }

    /** Returns when this time is over, or somebody wants the process to end. To be called on the thread of the command. */
    public static void await(Duration longest) {
        try {
            boolean unused = new CountDownLatch(1).await(longest.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            // This is the signal.
        }
    }

    private void end(Thread main) {
        if (!exitCode.isDone()) {
            main.interrupt();
            Runtime.getRuntime().halt(exitCode.join());
        }
    }
}
