// SPDX-License-Identifier: Apache-2.0
package io.foursigma.bench.micro;

import io.foursigma.bolts.order.RunSplitter;
import io.foursigma.bolts.order.Share;
import io.foursigma.schemas.Run;
import io.foursigma.schemas.settings.Settings;
import io.foursigma.stores.Buckets;
import io.foursigma.topology.TopologyConfig;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.storm.serialization.KryoValuesDeserializer;
import org.apache.storm.serialization.KryoValuesSerializer;
import org.apache.storm.utils.Utils;
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

/** A share from one worker to another, and back into objects. Nanoseconds per reading. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(Readings.COUNT)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(2)
public class SerialisationBenchmark {

    private final KryoValuesSerializer serializer = new KryoValuesSerializer(storm());
    private final KryoValuesDeserializer deserializer = new KryoValuesDeserializer(storm());
    private final List<Object> share = List.of(aShare());
    private final List<Object> run = List.of(new Readings(0).run());

    private static Map<String, Object> storm() {
        Map<String, Object> config = Utils.readDefaultConfig();
        config.putAll(TopologyConfig.of(Settings.defaults()));
        return config;
    }

    private static Share aShare() {
        Readings readings = new Readings(0);
        RunSplitter splitter = new RunSplitter(new Buckets(16), 1);
        for (int i = 0; i < Readings.COUNT; i++) {
            splitter.reading(readings.sensors[i], readings.times[i], readings.values[i], readings.records.get(i), 0);
        }
        Run run = readings.run();
        return splitter.split(run)[0];
    }

    /** A share there and back. */
    @Benchmark
    public Object share() throws Exception {
        return deserializer.deserialize(serializer.serialize(share));
    }

    /** A run there and back. */
    @Benchmark
    public Object run() throws Exception {
        return deserializer.deserialize(serializer.serialize(run));
    }
}
