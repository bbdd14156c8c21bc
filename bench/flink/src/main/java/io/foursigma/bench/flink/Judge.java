// SPDX-License-Identifier: Apache-2.0
package io.foursigma.bench.flink;

import io.foursigma.bench.workload.AnomalyTopic;
import io.foursigma.bench.workload.PlainSensor;
import io.foursigma.bench.workload.Task;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.atomic.LongAdder;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/** Keeps the sensors' state and judges their readings. */
final class Judge extends KeyedProcessFunction<String, FlinkReading, Anomaly> {

    /** How many readings all of them have applied. Static, since Flink makes copies of a function. */
    static final LongAdder APPLIED = new LongAdder();

    /** A task cannot be serialised as a function has to be, so each copy reads it. */
    private final String folder;

    private transient Task task;
    private transient ValueState<PlainSensor> sensors;

    Judge(Path folder) {
        this.folder = folder.toString();
    }

    @Override
    public void open(OpenContext context) throws IOException {
        task = Task.read(Path.of(folder));
        sensors = getRuntimeContext().getState(new ValueStateDescriptor<>("sensors", SensorSerializer.INSTANCE));
    }

    @Override
    public void processElement(FlinkReading reading, Context context, Collector<Anomaly> out) throws IOException {
        PlainSensor sensor = sensors.value();
        if (sensor == null) {
            sensor = new PlainSensor();
        }
        if (sensor.apply(task, reading.timeMillis(), reading.value())) {
            out.collect(new Anomaly(
                    reading.sensor(),
                    AnomalyTopic.document(
                            reading.sensor(),
                            reading.timeMillis(),
                            reading.value(),
                            sensor.baselineMean,
                            sensor.baselineStd)));
        }
        sensors.update(sensor);
        APPLIED.increment();
    }
}
