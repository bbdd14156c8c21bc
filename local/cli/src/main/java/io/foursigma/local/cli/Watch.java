// SPDX-License-Identifier: Apache-2.0
package io.foursigma.local.cli;

import io.foursigma.local.servers.ChildExit;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Waits for something that the children do, and notices when one of them has ended. */
public final class Watch {

    private static final long LOOK_MILLIS = 100;

    private final CompletableFuture<ChildExit> unexpectedExit;

    /** Notices the end of the child that ends first. */
    public Watch(CompletableFuture<ChildExit> unexpectedExit) {
        this.unexpectedExit = unexpectedExit;
    }

    /** Something to wait for. */
    @FunctionalInterface
    public interface Condition {
        /**
         * Whether it has come.
         *
         * @throws InterruptedException if the thread is interrupted
         */
        boolean holds() throws InterruptedException;
    }

    /**
     * Waits until the condition holds, at most until the deadline.
     *
     * @return whether it holds
     * @throws CliException if a child ends meanwhile
     * @throws InterruptedException if the thread is interrupted
     */
    public boolean until(Duration deadline, Condition condition) throws InterruptedException {
        long end = System.nanoTime() + deadline.toNanos();
        while (!condition.holds()) {
            if (System.nanoTime() - end > 0) {
                return false;
            }
            pause();
        }
        return true;
    }

    /** Waits for one look. @throws CliException if a child has ended */
    void pause() throws InterruptedException {
        try {
            throw ended(unexpectedExit.get(LOOK_MILLIS, TimeUnit.MILLISECONDS));
        } catch (TimeoutException e) {
            // all children are alive
        } catch (ExecutionException e) {
            throw new IllegalStateException("the end of a child cannot be awaited", e);
        }
    }

    /** The end of a child in words. */
    static CliException ended(ChildExit exit) {
        return new CliException(CliException.FAILED, "Everything is stopped, because " + exit.describe());
    }
}
