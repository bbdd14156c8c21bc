// SPDX-License-Identifier: Apache-2.0
package io.foursigma.local.cli.whatif;

import io.foursigma.local.cli.CliException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/**
 * Judges readings by several choices of settings at once, with the analytics of the topology. Only the windows of the sensors
 * are held, not the readings, so memory does not grow with their number.
 */
final class Replay implements ReadingTaker, AutoCloseable {
    /*
     * One thread decodes; a batch goes to all workers, each of which judges its cells; the next batch is filled meanwhile, and
     * waits until all are through with the one before. So each cell sees its sensor's readings in their order, and what is
     * under way is never more than two batches.
     */

    /** What a sensor under one choice of settings takes, with its windows, timeline and places in lists; a cautious estimate. */
    private static final long CELL_BYTES = 2_048;

    private final Asked asked;
    private final KnownSensors sensors = new KnownSensors();
    private final List<Worker> workers;
    private final ExecutorService threads;
    private final long mostSensors;
    private List<Future<?>> running = List.of();
    private Batch filling = new Batch();

    /**
     * A replay that has seen nothing.
     *
     * @param anomalies hears of what is found
     * @param threadCount how many judge at the same time
     * @param memoryBytes how much memory the sensors may take
     */
    Replay(Asked asked, Anomalies anomalies, int threadCount, long memoryBytes) {
        this.asked = asked;
        this.workers = IntStream.range(0, threadCount)
                .mapToObj(number -> new Worker(asked, anomalies, number, threadCount))
                .toList();
        this.threads = Executors.newFixedThreadPool(threadCount);
        this.mostSensors =
                Math.max(1, memoryBytes / CELL_BYTES / asked.variants().size());
    }

    @Override
    public void take(String sensor, long time, double value, RecordPlace at, int index) {
        if (!asked.takes(sensor)) {
            return;
        }
        if (filling.isFull()) {
            handOver();
        }
        filling.add(sensors.number(sensor, at.partition()), sensor, time, value, at, index);
        if (sensors.size() > mostSensors) {
            throw new CliException(
                    CliException.WRONG_INPUT,
                    "More than %,d sensors under %d choices of settings do not fit into memory: name some with --sensor, such as --sensor 'hall-7/*', or ask for fewer --sigmas and --window"
                            .formatted(mostSensors, asked.variants().size()));
        }
    }

    /** Waits until all is judged. Returns what came of it. */
    Findings finish() {
        handOver();
        await();
        Findings findings = new Findings(asked);
        for (int sensor = 0; sensor < sensors.size(); sensor++) {
            String name = sensors.name(sensor);
            if (sensors.isScattered(sensor)) {
                findings.leaveOut(name);
                continue;
            }
            for (Worker worker : workers) {
                worker.forEachCell(sensor, (cell, variant) -> findings.add(name, variant, cell));
            }
        }
        return findings;
    }

    private void handOver() {
        await();
        Batch full = filling;
        List<Future<?>> started = new ArrayList<>();
        for (Worker worker : workers) {
            started.add(threads.submit(() -> worker.judge(full)));
        }
        running = started;
        filling = new Batch();
    }

    private void await() {
        try {
            for (Future<?> worker : running) {
                worker.get();
            }
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException told ? told : new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CliException(CliException.FAILED, "Stopped before all readings were judged.");
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
