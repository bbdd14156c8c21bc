// SPDX-License-Identifier: Apache-2.0
package io.foursigma.bench.micro;

import io.foursigma.bolts.order.BucketTask;
import io.foursigma.bolts.order.BucketTaskConfig;
import io.foursigma.bolts.order.Outlet;
import io.foursigma.bolts.order.Repetition;
import io.foursigma.bolts.order.Rules;
import io.foursigma.bolts.order.RunSplitter;
import io.foursigma.bolts.order.SensorLogic;
import io.foursigma.bolts.order.Share;
import io.foursigma.bolts.order.TaskWatch;
import io.foursigma.schemas.Run;
import io.foursigma.stores.Buckets;
import io.foursigma.stores.memory.InMemoryBucketStore;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Splitting a run, and applying its share in order in one task, flushes to memory included. Nanoseconds per reading. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(Readings.COUNT)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(2)
public class OrderBenchmark {

    private static final Buckets BUCKETS = new Buckets(16);
    private static final int SECOND = 1_000_000_000;

    private final Readings readings = new Readings(0);
    private final RunSplitter splitter = new RunSplitter(BUCKETS, 1);
    private final Acks acks = new Acks();
    private final BucketTask<long[], Long, long[], Long> task = new BucketTask<>(
            new BucketTaskConfig(
                    BUCKETS,
                    BucketTaskConfig.ownedBy(0, 1, BUCKETS),
                    "bench",
                    200,
                    1_000,
                    1_000,
                    512 << 10,
                    4_000,
                    32 << 20,
                    100_000,
                    600_000,
                    Long.MAX_VALUE,
                    30_000,
                    500,
                    Rules.ALL),
            new InMemoryBucketStore<>(),
            new Counting(),
            acks,
            new Nobody());
    private long runs;

    /** A run of 500 sensors. */
    @Benchmark
    public long splitAndApply() {
        long now = System.nanoTime() / (SECOND / 1_000);
        long first = runs++ * Readings.COUNT;
        for (int i = 0; i < Readings.COUNT; i++) {
            Run.Item record = new Run.Item(first + i, readings.times[i], null);
            splitter.reading(readings.sensors[i], readings.times[i], readings.values[i], record, 0);
        }
        Run run = new Run(Readings.TOPIC, 0, first, first + Readings.COUNT, 0, 0, List.of());
        task.offer(first, splitter.split(run)[0], now);
        return acks.count;
    }

    /** Counts each sensor's readings. */
    private static final class Counting implements SensorLogic<long[], Long, long[]> {

        @Override
        public long[] fresh(String sensor) {
            return new long[1];
        }

        @Override
        public long[] resume(String sensor, Long row) {
            return new long[] {row};
        }

        @Override
        public Long row(long[] live) {
            return live[0];
        }

        @Override
        public int rowBytes(long[] live) {
            return 100;
        }

        @Override
        public Repetition<long[], long[]> repetition() {
            return (Repetition.FromState<long[], long[]>) live -> live;
        }

        @Override
        public boolean apply(long[] live, Share share, int i, List<long[]> outputs) {
            live[0]++;
            outputs.add(live);
            return false;
        }
    }

    private static final class Acks implements Outlet<Long, long[]> {
        private long count;

        @Override
        public void durable(List<Done<Long, long[]>> done) {
            count += done.size();
        }

        @Override
        public void failed(Long ticket) {
            throw new IllegalStateException("share " + ticket + " failed");
        }
    }

    private static final class Nobody implements TaskWatch {

        @Override
        public void applied(int newReadings, int lateReadings, int duplicateReadings) {}

        @Override
        public void dirty(int sensors) {}

        @Override
        public void resident(int sensors) {}

        @Override
        public void parked(int shares, long bytes) {}
    }
}
