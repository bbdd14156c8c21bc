// SPDX-License-Identifier: Apache-2.0
package io.foursigma.bench.micro;

import io.foursigma.analytics.RunningStatistics;
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

/** Taking a value into running statistics. Nanoseconds per reading. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(Readings.COUNT)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(2)
public class StatisticsBenchmark {

    private final Readings readings = new Readings(0);
    private final RunningStatistics statistics = new RunningStatistics();
    private long count;
    private double mean;
    private double m2;

    /** In compensated arithmetic, as the system does. */
    @Benchmark
    public long compensated() {
        for (double value : readings.values) {
            statistics.add(value);
        }
        return statistics.count();
    }

    /** Welford's recurrence in plain doubles. */
    @Benchmark
    public double plain() {
        for (double value : readings.values) {
            double delta = value - mean;
            mean += delta / ++count;
            m2 += delta * (value - mean);
        }
        return m2;
    }
}
