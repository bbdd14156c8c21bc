// SPDX-License-Identifier: Apache-2.0
package io.foursigma.stores.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.foursigma.schemas.Anomaly;
import io.foursigma.schemas.LatestSensor;
import io.foursigma.schemas.json.LiveMessageJson;
import io.foursigma.schemas.json.LiveMessageJson.LiveMessage;
import io.foursigma.stores.Samples;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class LiveMessagesTest {

    @ParameterizedTest
    @CsvSource({"1, 0", "0, 1", "1, 1", "1, 50", "50, 1", "50, 50", "0, 7", "7, 0"})
    void messagesStayWithinTheirSizeAndHoldEverythingInOrder(int sensorCount, int anomalyCount) throws IOException {
        List<LatestSensor> sensors = IntStream.range(0, sensorCount)
                .mapToObj(i -> Samples.latest("s" + i, Samples.TIME, i, 1))
                .toList();
        List<Anomaly> anomalies = IntStream.range(0, anomalyCount)
                .mapToObj(i -> Samples.anomaly("s" + i, Samples.TIME, i))
                .toList();
        List<LatestSensor> readSensors = new ArrayList<>();
        List<Anomaly> readAnomalies = new ArrayList<>();
        for (byte[] message : LiveMessages.of(sensors, anomalies, 2_000)) {
            assertThat(message.length).isLessThanOrEqualTo(2_000);
            LiveMessage read = LiveMessageJson.read(message);
            assertThat(read.sensors().size() + read.anomalies().size()).isPositive();
            readSensors.addAll(read.sensors());
            readAnomalies.addAll(read.anomalies());
        }
        assertThat(readSensors).containsExactlyElementsOf(sensors);
        assertThat(readAnomalies).containsExactlyElementsOf(anomalies);
    }

    @Test
    void nothingIsNoMessage() {
        assertThat(LiveMessages.of(List.of(), List.of(), 2_000)).isEmpty();
    }

    @Test
    void smallUpdateIsOneMessage() {
        assertThat(LiveMessages.of(
                        List.of(Samples.latest("a", Samples.TIME, 1, 1)),
                        List.of(Samples.anomaly("a", Samples.TIME, 1)),
                        100_000))
                .hasSize(1);
    }

    @Test
    void whatCannotBeSplitGoesWhole() {
        assertThat(LiveMessages.of(List.of(Samples.latest("a", Samples.TIME, 1, 1)), List.of(), 10))
                .hasSize(1);
    }
}
