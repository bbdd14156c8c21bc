// SPDX-License-Identifier: Apache-2.0
package io.foursigma.bench.micro;

import io.foursigma.schemas.Run;
import io.foursigma.schemas.json.ReadingDecoder;
import io.foursigma.schemas.json.ReadingJson;
import io.foursigma.schemas.json.ReadingSink;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
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

/** From the bytes of a record to a reading. Nanoseconds per reading. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(Readings.COUNT)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(2)
public class DecodeBenchmark {

    private final Readings readings = new Readings(0);
    private final ReadingDecoder decoder = new ReadingDecoder();

    /** The decoder of the common form. */
    @Benchmark
    public void decoder(Blackhole hole) {
        ReadingSink sink = new Consuming(hole);
        for (Run.Item record : readings.records) {
            decoder.read(record.value(), sink);
        }
    }

    /** Jackson, which takes every form. */
    @Benchmark
    public void jackson(Blackhole hole) {
        ReadingSink sink = new Consuming(hole);
        for (Run.Item record : readings.records) {
            ReadingJson.read(record.value(), sink);
        }
    }

    private record Consuming(Blackhole hole) implements ReadingSink {

        @Override
        public @Nullable String problem(long time) {
            return null;
        }

        @Override
        public void reading(int index, String sensor, long time, double value) {
            hole.consume(sensor);
            hole.consume(time);
            hole.consume(value);
        }

        @Override
        public void malformed(int index, String reason, byte[] bytes) {
            throw new IllegalStateException(reason);
        }
    }
}
