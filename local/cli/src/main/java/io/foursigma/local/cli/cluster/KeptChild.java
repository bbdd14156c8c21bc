// SPDX-License-Identifier: Apache-2.0
package io.foursigma.local.cli.cluster;

import io.foursigma.local.cli.Steps;
import io.foursigma.local.servers.ChildExit;
import io.foursigma.local.servers.ChildProcess;
import io.foursigma.local.servers.Probe;
import io.foursigma.local.servers.ServerProcess;
import io.foursigma.local.servers.ServerStartException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * A child that is started again when it ends: Storm's daemons are made to stop at whatever they do not understand, and
 * to be started again by somebody.
 */
final class KeptChild implements AutoCloseable {

    private static final Duration START_DEADLINE = Duration.ofMinutes(2);
    private static final long SHORTEST_PAUSE_SECONDS = 1;
    private static final long LONGEST_PAUSE_SECONDS = 30;

    /** A child that has lived for so long did not end because it cannot start. */
    private static final Duration GOOD_LIFE = Duration.ofMinutes(1);

    private final Starter starter;
    private final Steps steps;
    private final Runnable changed;
    private ChildProcess process;
    private long startedNanos;
    private long pauseSeconds = SHORTEST_PAUSE_SECONDS;
    private boolean closed;

    /**
     * Starts the child for the first time.
     *
     * @param changed told when it runs as another process
     */
    KeptChild(Starter starter, Steps steps, Runnable changed) throws ServerStartException {
        this.starter = starter;
        this.steps = steps;
        this.changed = changed;
        process = starter.start();
    }

    /** How the child is started. */
    @FunctionalInterface
    interface Starter {
        ChildProcess start() throws ServerStartException;
    }

    /** Waits until it is ready for the first time, and from then on starts it again whenever it ends. */
    void awaitReady(Probe probe) throws ServerStartException, InterruptedException {
        process().awaitReady(probe, START_DEADLINE);
        steps.ready(snapshot().name());
        watch();
    }

    private synchronized void watch() {
        startedNanos = System.nanoTime();
        process.onExit().thenAccept(this::ended);
    }

    private synchronized void ended(ChildExit exit) {
        if (closed) {
            return;
        }
        steps.line(exit.describe());
        if (System.nanoTime() - startedNanos > GOOD_LIFE.toNanos()) {
            pauseSeconds = SHORTEST_PAUSE_SECONDS;
        }
        startLater();
    }

    private void startLater() {
        CompletableFuture.delayedExecutor(pauseSeconds, TimeUnit.SECONDS).execute(this::startAgain);
        pauseSeconds = Math.min(2 * pauseSeconds, LONGEST_PAUSE_SECONDS);
    }

    private void startAgain() {
        synchronized (this) {
            if (closed) {
                return;
            }
            try {
                process = starter.start();
            } catch (ServerStartException e) {
                steps.line(String.valueOf(e.getMessage()));
                startLater();
                return;
            }
            watch();
        }
        steps.line(snapshot().name() + " is started again");
        changed.run();
    }

    private synchronized ChildProcess process() {
        return process;
    }

    synchronized ServerProcess snapshot() {
        return process.snapshot();
    }

    @Override
    public void close() {
        ChildProcess last;
        synchronized (this) {
            closed = true;
            last = process;
        }
        last.endInput();
        last.close();
    }
}
