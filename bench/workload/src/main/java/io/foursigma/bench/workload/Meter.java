// SPDX-License-Identifier: Apache-2.0
package io.foursigma.bench.workload;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import javax.management.AttributeNotFoundException;
import javax.management.InstanceNotFoundException;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/**
 * Takes a contestant's time from within its process, the same way for every contestant: from the first fetch that any of
 * Kafka's consumers in it has got, as their own metrics tell, to the last reading that the contestant says to have
 * applied. A thread of its own looks every few milliseconds.
 */
public final class Meter {

    private static final long LOOK_NANOS = 2_000_000;
    private static final String CONSUMERS = "kafka.consumer:type=consumer-fetch-manager-metrics,client-id=*";
    private static final String FETCHES = "fetch-total";

    private final MBeanServer beans = ManagementFactory.getPlatformMBeanServer();
    private final OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    private final Path folder;
    private final long readings;
    private final LongSupplier applied;
    private final Supplier<Map<String, Double>> others;
    private final CountDownLatch ended = new CountDownLatch(1);

    private record Mark(long nanos, long cpuNanos) {}

    private Meter(Task task, LongSupplier applied, Supplier<Map<String, Double>> others) {
        folder = task.folder();
        readings = task.readings();
        this.applied = applied;
        this.others = others;
    }

    /**
     * Begins to look; to be called before anything is consumed.
     *
     * @param task the task
     * @param applied how many readings are applied so far; called by another thread, often
     */
    public static Meter start(Task task, LongSupplier applied) {
        return start(task, applied, Map::of);
    }

    /**
     * Begins to look, and asks at the end for what only this contestant measures.
     *
     * @param others figures by name
     */
    public static Meter start(Task task, LongSupplier applied, Supplier<Map<String, Double>> others) {
        Meter meter = new Meter(task, applied, others);
        Thread thread = new Thread(meter::look, "meter");
        thread.setDaemon(true);
        thread.start();
        return meter;
    }

    /**
     * Waits until the last reading is applied and the measurement is written.
     *
     * @throws InterruptedException if the thread is interrupted
     */
    public void await() throws InterruptedException {
        ended.await();
    }

    private void look() {
        try {
            while (fetches() == 0) {
                LockSupport.parkNanos(LOOK_NANOS);
            }
            Mark begin = mark();
            double startSeconds = ManagementFactory.getRuntimeMXBean().getUptime() / 1e3;
            Mark half = await(readings / 2);
            Mark end = await(readings);
            new Measurement(
                            startSeconds,
                            seconds(end.nanos - begin.nanos),
                            seconds(end.nanos - half.nanos),
                            seconds(end.cpuNanos - begin.cpuNanos),
                            seconds(end.cpuNanos - half.cpuNanos),
                            peakBytes(),
                            heapBytes(),
                            others.get())
                    .write(folder);
            ended.countDown();
        } catch (JMException | IOException e) {
            throw new IllegalStateException("the time cannot be taken", e);
        }
    }

    /** Records are counted by Kafka only when a whole fetch of all partitions is used up; a fetch when it comes. */
    private double fetches() throws JMException {
        double fetches = 0;
        for (ObjectName consumer : beans.queryNames(new ObjectName(CONSUMERS), null)) {
            fetches += fetches(consumer);
        }
        return fetches;
    }

    private double fetches(ObjectName consumer) throws JMException {
        try {
            return ((Number) beans.getAttribute(consumer, FETCHES)).doubleValue();
        } catch (AttributeNotFoundException | InstanceNotFoundException e) {
            return 0; // a consumer has its metrics one after the other
        }
    }

    private Mark await(long count) {
        while (applied.getAsLong() < count) {
            LockSupport.parkNanos(LOOK_NANOS);
        }
        return mark();
    }

    private Mark mark() {
        return new Mark(System.nanoTime(), system.getProcessCpuTime());
    }

    private static double seconds(long nanos) {
        return nanos / 1e9;
    }

    private static long heapBytes() {
        MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
        memory.gc();
        return memory.getHeapMemoryUsage().getUsed();
    }

    /** Linux tells it; elsewhere it is 0. */
    private static long peakBytes() throws IOException {
        Path status = Path.of("/proc/self/status");
        if (Files.notExists(status)) {
            return 0;
        }
        for (String line : Files.readAllLines(status)) {
            if (line.startsWith("VmHWM:")) {
                return 1024 * Long.parseLong(line.replaceAll("[^0-9]", ""));
            }
        }
        return 0;
    }
}
