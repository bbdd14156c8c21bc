// SPDX-License-Identifier: Apache-2.0
package io.foursigma.bench.limit;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.foursigma.bench.workload.AnomalyTopic;
import io.foursigma.bench.workload.Meter;
import io.foursigma.bench.workload.PlainSensor;
import io.foursigma.bench.workload.Task;
import io.foursigma.schemas.json.ReadingDecoder;
import io.foursigma.schemas.json.ReadingSink;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/** Polls, decodes and counts in one thread, with a hash map, and keeps nothing: hardly anybody is faster with one thread. */
public final class LimitMain implements ReadingSink {

    private final Task task;
    private final KafkaProducer<byte[], byte[]> producer;
    private final Map<String, PlainSensor> sensors = new HashMap<>();
    private volatile long applied;

    private LimitMain(Task task) {
        this.task = task;
        producer = new KafkaProducer<>(AnomalyTopic.producer(task));
    }

    /**
     * Does the task.
     *
     * @param args the task's folder
     * @throws Exception if it cannot be done
     */
    public static void main(String[] args) throws Exception {
        Task task = Task.read(Path.of(args[0]));
        LimitMain limit = new LimitMain(task);
        Meter meter = Meter.start(task, () -> limit.applied);
        limit.run();
        meter.await();
    }

    private void run() {
        ReadingDecoder decoder = new ReadingDecoder();
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                task.bootstrap(),
                ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG,
                ByteArrayDeserializer.class,
                ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG,
                ByteArrayDeserializer.class,
                ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                10_000,
                ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG,
                8 << 20,
                ConsumerConfig.RECEIVE_BUFFER_CONFIG,
                -1))) {
            List<TopicPartition> partitions = consumer.partitionsFor(task.topic()).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            long read = 0;
            while (read < task.readings()) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofSeconds(1))) {
                    decoder.read(record.value(), this);
                    read++;
                }
                applied = read;
            }
        }
        producer.close();
    }

    @Override
    public @Nullable String problem(long time) {
        return null;
    }

    @Override
    public void reading(int index, String sensor, long time, double value) {
        PlainSensor state = sensors.computeIfAbsent(sensor, none -> new PlainSensor());
        if (state.apply(task, time, value)) {
            String document = AnomalyTopic.document(sensor, time, value, state.baselineMean, state.baselineStd);
            // What cannot be sent is missed when the anomalies are compared.
            Future<RecordMetadata> unused = producer.send(
                    new ProducerRecord<>(task.anomalies(), sensor.getBytes(UTF_8), document.getBytes(UTF_8)));
        }
    }

    @Override
    public void malformed(int index, String reason, byte[] bytes) {
        throw new IllegalStateException("the workload holds what is no reading: " + reason);
    }
}
