// SPDX-License-Identifier: Apache-2.0
package io.foursigma.bench.workload;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** Fills a topic with the readings of a workload, and knows what has to be found in them. */
public final class WorkloadTopic {

    private WorkloadTopic() {}

    /**
     * Fills an empty topic.
     *
     * @param bootstrap Kafka's brokers
     * @param topic the topic; it has the workload's number of partitions
     * @return the anomalies among the readings, each as {@link #anomaly} names it
     */
    public static Set<String> fill(String bootstrap, String topic, Workload workload) {
        return fill(bootstrap, topic, workload, 0);
    }

    /**
     * Appends the readings of a workload from one on: those before it are there.
     *
     * @param from how many readings are there
     * @return the anomalies among all readings, each as {@link #anomaly} names it
     */
    public static Set<String> fill(String bootstrap, String topic, Workload workload, long from) {
        Set<String> anomalies = new HashSet<>();
        AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
        Generator generator = new Generator(workload);
        ExactOracle oracle = new ExactOracle(workload);
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(settings(bootstrap))) {
            for (long index = 0; generator.next(); index++) {
                int sensor = generator.sensor();
                oracle.goTo(sensor, generator.timeMillis());
                while (oracle.isTooClose(sensor, generator.thousandths())) {
                    generator.nudge();
                }
                if (oracle.isAnomaly(sensor, generator.thousandths())) {
                    anomalies.add(anomaly(WorkloadRecord.name(sensor), generator.timeMillis()));
                }
                oracle.take(sensor, generator.thousandths());
                if (index < from) {
                    continue;
                }
                Future<RecordMetadata> unused = producer.send(
                        WorkloadRecord.of(topic, sensor, generator.timeMillis(), generator.thousandths()),
                        (sent, error) -> {
                            if (error != null) {
                                failure.set(error);
                            }
                        });
            }
            producer.flush();
        }
        if (failure.get() != null) {
            throw new IllegalStateException("the topic " + topic + " cannot be filled", failure.get());
        }
        return anomalies;
    }

    /** Names an anomaly: a sensor has at most one reading at a time. */
    public static String anomaly(String sensor, long timeMillis) {
        return sensor + " " + timeMillis;
    }

    private static Map<String, Object> settings(String bootstrap) {
        return Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrap,
                ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG,
                ByteArraySerializer.class,
                ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG,
                ByteArraySerializer.class,
                ProducerConfig.BATCH_SIZE_CONFIG,
                256 << 10,
                ProducerConfig.LINGER_MS_CONFIG,
                20);
    }
}
