// SPDX-License-Identifier: Apache-2.0
package io.foursigma.bench.streams;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.foursigma.bench.workload.AnomalyTopic;
import io.foursigma.bench.workload.PlainSensor;
import io.foursigma.bench.workload.Task;
import io.foursigma.schemas.json.ReadingDecoder;
import io.foursigma.schemas.json.ReadingSink;
import java.util.concurrent.atomic.LongAdder;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;

/** Keeps the state of one partition's sensors and judges their readings. Used by one thread at a time. */
final class Judge implements Processor<byte[], byte[], byte[], byte[]>, ReadingSink {

    /** The name of the store that it keeps the sensors in. */
    static final String SENSORS = "sensors";

    private final Task task;
    private final LongAdder applied;
    private final ReadingDecoder decoder = new ReadingDecoder();

    @SuppressWarnings("NullAway.Init") // Kafka Streams initialises it first
    private ProcessorContext<byte[], byte[]> context;

    @SuppressWarnings("NullAway.Init") // as above
    private KeyValueStore<byte[], PlainSensor> sensors;

    @SuppressWarnings("NullAway.Init") // as above
    private Record<byte[], byte[]> record;

    Judge(Task task, LongAdder applied) {
        this.task = task;
        this.applied = applied;
    }

    @Override
    public void init(ProcessorContext<byte[], byte[]> context) {
        this.context = context;
        sensors = context.getStateStore(SENSORS);
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        this.record = record;
        decoder.read(record.value(), this);
    }

    @Override
    public void reading(int index, String sensor, long time, double value) {
        // The record's key is the sensor's name, so nothing has to be encoded.
        byte[] key = record.key();
        PlainSensor state = sensors.get(key);
        if (state == null) {
            state = new PlainSensor();
        }
        if (state.apply(task, time, value)) {
            String document = AnomalyTopic.document(sensor, time, value, state.baselineMean, state.baselineStd);
            context.forward(record.withValue(document.getBytes(UTF_8)));
        }
        sensors.put(key, state);
        applied.increment();
    }

    @Override
    public void malformed(int index, String reason, byte[] bytes) {
        throw new IllegalStateException("the workload holds what is no reading: " + reason);
    }
}
