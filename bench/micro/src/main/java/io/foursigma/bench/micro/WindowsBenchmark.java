// SPDX-License-Identifier: Apache-2.0
package io.foursigma.bench.micro;

import io.foursigma.analytics.PublishedWindow;
import io.foursigma.analytics.SensorWindows;
import io.foursigma.analytics.SensorWindowsState;
import io.foursigma.analytics.SigmaRule;
import io.foursigma.analytics.TumblingWindows;
import io.foursigma.analytics.WindowConfig;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
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
import org.openjdk.jmh.infra.Blackhole;

/** Judging a reading by the window before, with a new window every hundred readings. Nanoseconds per reading. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(Readings.COUNT)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(2)
public class WindowsBenchmark {

    private static final int STEP_MILLIS = 20;

    private final Readings readings = new Readings(0);
    private final SensorWindows windows = SensorWindows.of(
            new WindowConfig(new TumblingWindows(2_000), 0, Long.MAX_VALUE, new SigmaRule(4, 8, 0)),
            SensorWindowsState.EMPTY);
    private long time = readings.times[0];

    /** One sensor's readings in order. */
    @Benchmark
    public void apply(Blackhole hole) {
        Consumer<PublishedWindow> published = hole::consume;
        for (double value : readings.values) {
            time += STEP_MILLIS;
            hole.consume(windows.apply(time, value, published));
        }
    }
}
