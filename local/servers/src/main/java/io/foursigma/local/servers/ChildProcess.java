// SPDX-License-Identifier: Apache-2.0
package io.foursigma.local.servers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/**
 * A child process that lives no longer than its parent.
 *
 * <p>Its standard input is its life line: it stays open and silent, and its end tells the child to exit, whether this
 * process closed it or died. The child ignores SIGINT and SIGHUP: a Ctrl-C in the terminal reaches the whole process
 * group, and the parent must be able to stop its children in order.
 */
public final class ChildProcess implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(50);
    private static final Duration STOP_DEADLINE = Duration.ofSeconds(15);

    private final String name;
    private final Process process;
    private final Path log;
    private final long logStart;

    private ChildProcess(String name, Process process, Path log, long logStart) {
        this.name = name;
        this.process = process;
        this.log = log;
        this.logStart = logStart;
    }

    /**
     * Starts a child.
     *
     * @param name how messages call it
     * @param command the program and its arguments
     * @param environment variables to add to those of this process
     * @param folder its working directory, made if absent
     * @param log the file that its output is appended to
     * @throws ServerStartException if the folder or the log cannot be written, or there is no such program
     */
    public static ChildProcess start(
            String name, List<String> command, Map<String, String> environment, Path folder, Path log)
            throws ServerStartException {
        // Ignored signals stay ignored through exec, and a JVM leaves them so (JVM_RegisterSignal in HotSpot).
        List<String> whole = new ArrayList<>(List.of("/bin/sh", "-c", "trap '' INT HUP; exec \"$@\"", "child"));
        whole.addAll(command);
        ProcessBuilder builder = new ProcessBuilder(whole).directory(folder.toFile());
        builder.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().putAll(environment);
        try {
            Files.createDirectories(folder);
            long logStart = Files.exists(log) ? Files.size(log) : 0;
            return new ChildProcess(name, builder.start(), log, logStart);
        } catch (IOException e) {
            throw new ServerStartException(
                    name + " cannot be started in " + folder + ": " + e.getMessage()
                            + "; choose a folder that can be written",
                    e);
        }
    }

    /**
     * Waits until the child is ready.
     *
     * @param probe the question; it may fail for as long as the deadline allows
     * @param deadline how long the child may take, from now on
     * @throws ServerStartException if the child ends or the deadline passes; the child is not stopped then
     * @throws InterruptedException if the thread is interrupted while it waits
     */
    public void awaitReady(Probe probe, Duration deadline) throws ServerStartException, InterruptedException {
        long start = System.nanoTime();
        while (!process.waitFor(POLL.toMillis(), TimeUnit.MILLISECONDS)) {
            if (answers(probe)) {
                return;
            }
            if (System.nanoTime() - start > deadline.toNanos()) {
                throw new ServerStartException(name + " did not answer within " + deadline.toSeconds() + " s"
                        + LogTail.quote(LogTail.lines(log, logStart)) + "; its log is " + log
                        + "; if the machine is busy or small, try again with less beside it");
            }
        }
        throw new ServerStartException(name + " could not start: " + exit().describe());
    }

    private static boolean answers(Probe probe) {
        try {
            return probe.isReady();
        } catch (IOException e) {
            return false; // not yet
        }
    }

    /** The id of the process. */
    public long pid() {
        return process.pid();
    }

    /** The process in numbers, as it stands now. */
    public ServerProcess snapshot() {
        return new ServerProcess(name, process.pid(), log, process.isAlive());
    }

    /** Completes when the child has ended, for whatever reason. */
    public CompletionStage<ChildExit> onExit() {
        return process.onExit().thenApply(ended -> exit());
    }

    private ChildExit exit() {
        return new ChildExit(name, process.exitValue(), log, LogTail.lines(log, logStart));
    }

    /** Tells the child to exit and returns at once; {@link #close} waits. */
    public void endInput() {
        try {
            process.getOutputStream().close();
        } catch (IOException e) {
            process.destroy(); // the pipe is broken, so the child is ending or deaf
        }
    }

    /** Ends the child with all processes beneath it, at once. */
    public void kill() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    /** Tells the child to exit, waits for it, and kills it after 15 s. When it returns, the child is gone. */
    @Override
    public void close() {
        endInput();
        try {
            process.onExit()
                    .orTimeout(STOP_DEADLINE.toSeconds(), TimeUnit.SECONDS)
                    .join();
        } catch (CompletionException e) {
            kill();
            process.onExit().join();
        }
    }
}
