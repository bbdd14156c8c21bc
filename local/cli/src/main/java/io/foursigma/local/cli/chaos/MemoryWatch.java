// SPDX-License-Identifier: Apache-2.0
package io.foursigma.local.cli.chaos;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Samples once a second how much memory each worker occupies, as Linux tells it. */
final class MemoryWatch implements AutoCloseable {

    /**
     * A worker's heap (512 MiB) and what stands beside it: classes, compiled code, stacks, buffers of Netty and Kafka,
     * 384 MiB at most.
     */
    static final long LIMIT_BYTES = (512L + 384L) << 20;

    private static final String RESIDENT = "VmRSS:";

    private final Supplier<List<ProcessHandle>> workers;
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "memory-watch");
        thread.setDaemon(true);
        return thread;
    });
    private final ScheduledFuture<?> sampling;
    private long maxBytes;
    private long maxSinceTaken;

    private MemoryWatch(Supplier<List<ProcessHandle>> workers) {
        this.workers = workers;
        sampling = clock.scheduleWithFixedDelay(this::sample, 0, 1, TimeUnit.SECONDS);
    }

    static MemoryWatch start(Supplier<List<ProcessHandle>> workers) {
        return new MemoryWatch(workers);
    }

    private void sample() {
        long most;
        try {
            most = workers.get().stream().mapToLong(MemoryWatch::bytes).max().orElse(0);
        } catch (RuntimeException e) {
            return; // the next sample comes all the same; that there was none at all is a check's to find
        }
        synchronized (this) {
            maxBytes = Math.max(maxBytes, most);
            maxSinceTaken = Math.max(maxSinceTaken, most);
        }
    }

    private static long bytes(ProcessHandle process) {
        try {
            return residentBytes(Files.readString(Path.of("/proc", Long.toString(process.pid()), "status")));
        } catch (IOException e) {
            return 0; // it has just ended
        }
    }

    /** What a status file of Linux says; 0 for a process that is ending and has no memory any more. */
    static long residentBytes(String status) {
        return status.lines()
                .filter(line -> line.startsWith(RESIDENT))
                .map(line -> line.substring(RESIDENT.length()).replace("kB", "").strip())
                .mapToLong(kilobytes -> Long.parseLong(kilobytes) << 10)
                .findFirst()
                .orElse(0);
    }

    /** The most that one worker had since the start. */
    synchronized long maxBytes() {
        return maxBytes;
    }

    /** The most that one worker had since this was last asked. */
    synchronized long takeMax() {
        long taken = maxSinceTaken;
        maxSinceTaken = 0;
        return taken;
    }

    @Override
    public void close() {
        sampling.cancel(false);
        clock.shutdownNow();
    }
}
