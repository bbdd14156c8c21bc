// SPDX-License-Identifier: Apache-2.0
package io.foursigma.schemas.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.foursigma.schemas.Anomaly;
import io.foursigma.schemas.BaselineStats;
import io.foursigma.schemas.LatestReading;
import io.foursigma.schemas.LatestSensor;
import io.foursigma.schemas.Position;
import io.foursigma.schemas.SensorStats;
import io.foursigma.schemas.VerdictName;
import io.foursigma.schemas.json.LiveMessageJson.LiveMessage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class LiveMessageJsonTest {

    private static final BaselineStats BASELINE = new BaselineStats(0, 2_000, 20, 0.1 + 0.2, 1.0 / 3);
    private static final LatestReading READING =
            new LatestReading("a/\u6e29 \"x\"", 2_001, Math.PI, 3, 7, VerdictName.ANOMALOUS, BASELINE);
    private static final SensorStats STATS = new SensorStats(READING.sensor(), 1, 0.1, 0, null, 0.1, 0.1, 0.1, 2_001);
    private static final Anomaly ANOMALY = new Anomaly(
            new Position("topic", 3, 7, 0),
            READING.sensor(),
            2_001,
            Math.PI,
            null,
            BASELINE,
            new Anomaly.Rule(4, 8, 0),
            2_000,
            4_000,
            2_002,
            2_003);

    @Test
    void whatWasWrittenIsReadBitForBit() throws IOException {
        LiveMessage message = new LiveMessage(
                List.of(
                        new LatestSensor(READING.sensor(), READING, STATS),
                        new LatestSensor(READING.sensor(), READING, null),
                        new LatestSensor(READING.sensor(), null, STATS)),
                List.of(ANOMALY, ANOMALY));
        List<byte[]> written = LiveMessageJson.write(json(message.sensors()), message.anomalies(), 100_000);
        assertThat(written).hasSize(1);
        assertThat(LiveMessageJson.read(written.get(0))).isEqualTo(message);
    }

    @ParameterizedTest
    @CsvSource({"1, 0", "0, 1", "1, 1", "1, 50", "50, 1", "50, 50", "0, 7", "7, 0"})
    void announcementsStayWithinTheirSizeAndHoldEverythingInOrder(int sensorCount, int anomalyCount)
            throws IOException {
        List<LatestSensor> sensors = IntStream.range(0, sensorCount)
                .mapToObj(i -> new LatestSensor(READING.sensor(), READING, stats(i + 1)))
                .toList();
        List<Anomaly> anomalies =
                IntStream.range(0, anomalyCount).mapToObj(i -> anomaly(i)).toList();
        List<LatestSensor> readSensors = new ArrayList<>();
        List<Anomaly> readAnomalies = new ArrayList<>();
        for (byte[] one : LiveMessageJson.write(json(sensors), anomalies, 2_000)) {
            assertThat(one.length).isLessThanOrEqualTo(2_000);
            LiveMessage read = LiveMessageJson.read(one);
            assertThat(read.sensors().size() + read.anomalies().size()).isPositive();
            readSensors.addAll(read.sensors());
            readAnomalies.addAll(read.anomalies());
        }
        assertThat(readSensors).containsExactlyElementsOf(sensors);
        assertThat(readAnomalies).containsExactlyElementsOf(anomalies);
    }

    @Test
    void announcementsAreFilledBeforeTheNextOneIsBegun() {
        List<LatestSensor> sensors = Collections.nCopies(40, new LatestSensor(READING.sensor(), READING, STATS));
        List<byte[]> written = LiveMessageJson.write(json(sensors), List.of(), 2_000);
        int one = LiveMessageJson.write(json(sensors.subList(0, 1)), List.of(), 2_000)
                .get(0)
                .length;
        assertThat(written.subList(0, written.size() - 1)).allMatch(message -> message.length > 2_000 - one);
    }

    @Test
    void nothingIsNoAnnouncement() {
        assertThat(LiveMessageJson.write(List.of(), List.of(), 2_000)).isEmpty();
    }

    @Test
    void whatCannotBeSplitGoesWhole() {
        List<LatestSensor> sensors = List.of(new LatestSensor(READING.sensor(), READING, STATS));
        assertThat(LiveMessageJson.write(json(sensors), List.of(ANOMALY), 10)).hasSize(2);
    }

    private static List<LatestJson> json(List<LatestSensor> sensors) {
        return sensors.stream().map(LatestJson::of).toList();
    }

    private static SensorStats stats(long count) {
        return new SensorStats(READING.sensor(), count, 0.1, 0, null, 0.1, 0.1, 0.1, 2_001);
    }

    private static Anomaly anomaly(long offset) {
        return new Anomaly(
                new Position("topic", 3, offset, 0),
                ANOMALY.sensor(),
                ANOMALY.time(),
                ANOMALY.value(),
                ANOMALY.sigmas(),
                BASELINE,
                ANOMALY.rule(),
                ANOMALY.windowStart(),
                ANOMALY.windowEnd(),
                ANOMALY.received(),
                ANOMALY.judged());
    }

    @Test
    void fieldsOfLaterVersionsArePassedOver() throws IOException {
        byte[] json = "{\"new\":{\"sensors\":[1]},\"sensors\":[],\"more\":[2]}".getBytes(StandardCharsets.UTF_8);
        assertThat(LiveMessageJson.read(json)).isEqualTo(new LiveMessage(List.of(), List.of()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "[]", "{\"sensors\":{}}", "{\"sensors\":[{}]}", "{\"anomalies\":[3]}", "{\"sensors\":["})
    void anythingElseIsAnError(String json) {
        assertThatThrownBy(() -> LiveMessageJson.read(json.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(IOException.class);
    }
}
