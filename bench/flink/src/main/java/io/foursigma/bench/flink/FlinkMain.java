// SPDX-License-Identifier: Apache-2.0
package io.foursigma.bench.flink;

import io.foursigma.bench.workload.Meter;
import io.foursigma.bench.workload.Task;
import java.nio.file.Path;
import java.time.Duration;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExecutionOptions;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.core.execution.CheckpointingMode;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;

/**
 * Does the task as a job of Flink within this process: a source that decodes, the sensors' state behind a keyBy, a sink.
 * As many subtasks of each as the machine has processors, state on the heap, a checkpoint to files each second.
 */
public final class FlinkMain {

    private static final int MEBIBYTE = 1 << 20;

    private FlinkMain() {}

    /**
     * Does the task.
     *
     * @param args the task's folder
     * @throws Exception if it cannot be done
     */
    public static void main(String[] args) throws Exception {
        Task task = Task.read(Path.of(args[0]));
        StreamExecutionEnvironment flink = StreamExecutionEnvironment.createLocalEnvironment(
                Runtime.getRuntime().availableProcessors(), settings(task));
        // The topic's partitions are not Flink's key groups, so the readings change threads here.
        flink.fromSource(source(task), WatermarkStrategy.noWatermarks(), "readings")
                .keyBy(FlinkReading::sensor)
                .process(new Judge(task.folder()))
                .sinkTo(sink(task));
        Meter meter = Meter.start(task, Judge.APPLIED::sum);
        // Returns when all is read and a last checkpoint has flushed the sink.
        flink.execute("foursigma");
        meter.await();
    }

    private static Configuration settings(Task task) {
        return new Configuration()
                .set(ExecutionOptions.RUNTIME_MODE, RuntimeExecutionMode.STREAMING)
                // No copies between chained operators: none of them keeps what it was handed.
                .set(PipelineOptions.OBJECT_REUSE, true)
                // Refuses to fall back to Kryo, which is slow.
                .set(PipelineOptions.GENERIC_TYPES, false)
                // Windows follow the readings' own times; nothing asks for watermarks.
                .set(PipelineOptions.AUTO_WATERMARK_INTERVAL, Duration.ZERO)
                .set(StateBackendOptions.STATE_BACKEND, "hashmap")
                .set(CheckpointingOptions.CHECKPOINTING_CONSISTENCY_MODE, CheckpointingMode.EXACTLY_ONCE)
                .set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofSeconds(1))
                .set(CheckpointingOptions.CHECKPOINT_STORAGE, "filesystem")
                .set(
                        CheckpointingOptions.CHECKPOINTS_DIRECTORY,
                        task.folder().resolve("checkpoints").toUri().toString())
                // A reading that is applied twice would be counted twice: better no result than a wrong one.
                .set(RestartStrategyOptions.RESTART_STRATEGY, "disable");
    }

    /**
     * Ends where the topic ends now. Each reading takes the same way as in a job without an end, but the job finishes by
     * itself, with a checkpoint that covers all results; nothing has to be cancelled.
     */
    private static KafkaSource<FlinkReading> source(Task task) {
        return KafkaSource.<FlinkReading>builder()
                .setBootstrapServers(task.bootstrap())
                .setTopics(task.topic())
                .setGroupId(task.group())
                .setStartingOffsets(OffsetsInitializer.earliest())
                .setBounded(OffsetsInitializer.latest())
                .setDeserializer(new ReadingRecords())
                // What is polled changes threads as one; with Kafka's 500 records the threads mostly wake each other.
                .setProperty(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, "10000")
                .setProperty(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, Integer.toString(8 * MEBIBYTE))
                // The operating system's own size grows; Kafka's 64 KiB do not.
                .setProperty(ConsumerConfig.RECEIVE_BUFFER_CONFIG, "-1")
                .build();
    }

    private static KafkaSink<Anomaly> sink(Task task) {
        return KafkaSink.<Anomaly>builder()
                .setBootstrapServers(task.bootstrap())
                .setDeliveryGuarantee(DeliveryGuarantee.AT_LEAST_ONCE)
                .setProperty(ProducerConfig.LINGER_MS_CONFIG, "20")
                .setRecordSerializer(new AnomalyRecords(task.anomalies()))
                .build();
    }
}
