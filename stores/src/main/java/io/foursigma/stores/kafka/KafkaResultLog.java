// SPDX-License-Identifier: Apache-2.0
package io.foursigma.stores.kafka;

import io.foursigma.schemas.Anomaly;
import io.foursigma.schemas.Episode;
import io.foursigma.schemas.SensorStats;
import io.foursigma.schemas.json.AnomalyJson;
import io.foursigma.schemas.json.EpisodeJson;
import io.foursigma.schemas.json.Json;
import io.foursigma.schemas.json.SensorStatsJson;
import io.foursigma.schemas.settings.Settings;
import io.foursigma.schemas.settings.SettingsTable;
import io.foursigma.stores.ResultLog;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Appends results to the topic {@code results}, as JSON objects with a {@code type}, keyed by sensor. */
public final class KafkaResultLog implements ResultLog {

    private static final int MAX_RECORD_BYTES = 1 << 20;

    private final String topic;
    private final KafkaAppender appender;

    /** A log to the topic that is set. {@link KafkaTopics} has created it. */
    public KafkaResultLog(Settings settings) {
        topic = settings.get(SettingsTable.RESULTS_TOPIC);
        appender = new KafkaAppender(settings, MAX_RECORD_BYTES);
    }

    @Override
    public CompletionStage<Void> append(List<SensorStats> stats, List<Anomaly> anomalies, List<Episode> episodes) {
        List<ProducerRecord<byte[], byte[]>> records =
                new ArrayList<>(stats.size() + anomalies.size() + episodes.size());
        for (SensorStats sensor : stats) {
            records.add(record(sensor.sensor(), Json.bytes(out -> SensorStatsJson.write(out, sensor))));
        }
        for (Anomaly anomaly : anomalies) {
            records.add(record(anomaly.sensor(), Json.bytes(out -> AnomalyJson.write(out, anomaly))));
        }
        for (Episode episode : episodes) {
            records.add(record(episode.sensor(), Json.bytes(out -> EpisodeJson.write(out, episode))));
        }
        return appender.append(records);
    }

    private ProducerRecord<byte[], byte[]> record(String sensor, byte[] json) {
        return new ProducerRecord<>(topic, sensor.getBytes(StandardCharsets.UTF_8), json);
    }

    @Override
    public void close() {
        appender.close();
    }
}
