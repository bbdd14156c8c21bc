// SPDX-License-Identifier: Apache-2.0
package io.foursigma.local.servers;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * A child that is started again when it ends. Storm's daemons are made to stop at whatever they do not understand, and
 * to be started again by somebody; a server that was killed finds all that it held in its folder.
 */
public final class KeptChild implements AutoCloseable {

    private static final long SHORTEST_PAUSE_MILLIS = 1_000;
    private static final long LONGEST_PAUSE_MILLIS = 30_000;

    /** A child that has lived for so long did not end because it cannot start. */
    private static final Duration GOOD_LIFE = Duration.ofMinutes(1);

    private final Starter starter;
    private final Consumer<String> tell;
    private final Runnable changed;
    private ChildProcess process;
    private long startedNanos;
    private long pauseMillis = SHORTEST_PAUSE_MILLIS;
    private Duration away = Duration.ZERO;
    private boolean closed;

    /**
     * Starts the child for the first time.
     *
     * @param tell told in words of each end and each new start
     * @param changed told when it runs as another process
     * @throws ServerStartException if it cannot be started
     */
    public KeptChild(Starter starter, Consumer<String> tell, Runnable changed) throws ServerStartException {
        this.starter = starter;
        this.tell = tell;
        this.changed = changed;
        process = starter.start();
    }

    /** How the child is started. */
    @FunctionalInterface
    public interface Starter {
        /** Starts it. @throws ServerStartException if that is not possible */
        ChildProcess start() throws ServerStartException;
    }

    /**
     * Waits until it is ready for the first time, and from then on starts it again whenever it ends.
     *
     * @param deadline how long it may take, from now on
     * @throws ServerStartException if it ends or the deadline passes
     * @throws InterruptedException if the thread is interrupted while it waits
     */
    public void awaitReady(Probe probe, Duration deadline) throws ServerStartException, InterruptedException {
        process().awaitReady(probe, deadline);
        keep();
    }

    /** From now on starts it again whenever it ends. To be called once. */
    synchronized void keep() {
        startedNanos = System.nanoTime();
        process.onExit().thenAccept(this::ended);
    }

    /** Kills the child with all processes beneath it, and starts it again after this time. */
    public void endFor(Duration time) {
        synchronized (this) {
            away = time;
        }
        process().kill();
    }

    private synchronized void ended(ChildExit exit) {
        if (closed) {
            return;
        }
        tell.accept(exit.describe());
        if (System.nanoTime() - startedNanos > GOOD_LIFE.toNanos()) {
            pauseMillis = SHORTEST_PAUSE_MILLIS;
        }
        startLater();
    }

    private void startLater() {
        long wait = Math.max(pauseMillis, away.toMillis());
        away = Duration.ZERO;
        CompletableFuture.delayedExecutor(wait, TimeUnit.MILLISECONDS).execute(this::startAgain);
        pauseMillis = Math.min(2 * pauseMillis, LONGEST_PAUSE_MILLIS);
    }

    private void startAgain() {
        synchronized (this) {
            if (closed) {
                return;
            }
            try {
                process = starter.start();
            } catch (ServerStartException e) {
                tell.accept(String.valueOf(e.getMessage()));
                startLater();
                return;
            }
            keep();
        }
        tell.accept(snapshot().name() + " is started again");
        changed.run();
    }

    synchronized ChildProcess process() {
        return process;
    }

    /** The process as it stands now. */
    public ServerProcess snapshot() {
        return process().snapshot();
    }

    /** From now on it is not started again. */
    synchronized ChildProcess release() {
        closed = true;
        return process;
    }

    @Override
    public void close() {
        ChildProcess last = release();
        last.endInput();
        last.close();
    }
}
