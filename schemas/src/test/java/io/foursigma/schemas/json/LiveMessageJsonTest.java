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
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
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
        assertThat(LiveMessageJson.read(Json.bytes(out -> LiveMessageJson.write(out, message))))
                .isEqualTo(message);
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
