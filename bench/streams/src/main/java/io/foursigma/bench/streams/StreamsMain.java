// SPDX-License-Identifier: Apache-2.0
package io.foursigma.bench.streams;

import io.foursigma.bench.workload.Meter;
import io.foursigma.bench.workload.PlainSensor;
import io.foursigma.bench.workload.Task;
import java.nio.file.Path;
import java.util.Properties;
import java.util.concurrent.atomic.LongAdder;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * Does the task as a topology of Kafka Streams: a source, the sensors' state in RocksDB with a cache before it and a
 * changelog in Kafka behind it, a sink. As many threads as the machine has processors.
 */
public final class StreamsMain {

    private static final int MEBIBYTE = 1 << 20;

    private final Task task;
    private final LongAdder applied = new LongAdder();

    private StreamsMain(Task task) {
        this.task = task;
    }

    /**
     * Does the task.
     *
     * @param args the task's folder
     * @throws Exception if it cannot be done
     */
    public static void main(String[] args) throws Exception {
        new StreamsMain(Task.read(Path.of(args[0]))).run();
    }

    private void run() throws InterruptedException {
        Meter meter = Meter.start(task, applied::sum);
        // Closing commits what no interval has committed yet.
        try (KafkaStreams streams = new KafkaStreams(topology(), settings())) {
            streams.setUncaughtExceptionHandler(StreamsMain::fail);
            streams.start();
            meter.await();
        }
    }

    /** Without one of its threads the task would never end. */
    private static StreamThreadExceptionResponse fail(Throwable error) {
        error.printStackTrace();
        Runtime.getRuntime().halt(1);
        return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
    }

    private Topology topology() {
        StoreBuilder<KeyValueStore<byte[], PlainSensor>> sensors = Stores.keyValueStoreBuilder(
                        Stores.persistentKeyValueStore(Judge.SENSORS), Serdes.ByteArray(), new SensorSerde())
                // Without it each reading would cost a record in the changelog.
                .withCachingEnabled();
        return new Topology()
                .addSource(
                        "readings",
                        Serdes.ByteArray().deserializer(),
                        Serdes.ByteArray().deserializer(),
                        task.topic())
                .addProcessor("judge", () -> new Judge(task, applied), "readings")
                .addStateStore(sensors, "judge")
                .addSink(
                        "anomalies",
                        task.anomalies(),
                        Serdes.ByteArray().serializer(),
                        Serdes.ByteArray().serializer(),
                        "judge");
    }

    private Properties settings() {
        Properties settings = new Properties();
        settings.put(StreamsConfig.APPLICATION_ID_CONFIG, task.group());
        settings.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, task.bootstrap());
        settings.put(
                StreamsConfig.STATE_DIR_CONFIG, task.folder().resolve("state").toString());
        settings.put(StreamsConfig.REPLICATION_FACTOR_CONFIG, 1);
        settings.put(
                StreamsConfig.NUM_STREAM_THREADS_CONFIG, Runtime.getRuntime().availableProcessors());
        settings.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, task.other("guarantee"));
        // By default 30 s with one guarantee and 100 ms with the other; here as often as Flink takes checkpoints.
        settings.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, 1_000);
        // Room for some 800,000 sensors, so that RocksDB sees each at most once per commit.
        settings.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, 128 * MEBIBYTE);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        // Fewer and larger polls, and partitions that are seldom paused: a third faster than by default.
        settings.put(StreamsConfig.mainConsumerPrefix(ConsumerConfig.MAX_POLL_RECORDS_CONFIG), 5_000);
        settings.put(StreamsConfig.BUFFERED_RECORDS_PER_PARTITION_CONFIG, 10_000);
        settings.put(StreamsConfig.mainConsumerPrefix(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG), 8 * MEBIBYTE);
        // The operating system's own size grows; Kafka's does not.
        settings.put(StreamsConfig.mainConsumerPrefix(ConsumerConfig.RECEIVE_BUFFER_CONFIG), -1);
        // A commit writes all sensors that changed to the changelog at once.
        settings.put(StreamsConfig.producerPrefix(ProducerConfig.BATCH_SIZE_CONFIG), 256 << 10);
        return settings;
    }
}
