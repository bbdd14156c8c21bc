// SPDX-License-Identifier: Apache-2.0
package io.foursigma.ingest.mqtt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.foursigma.ingest.Backoff;
import io.foursigma.ingest.SourceException;
import io.foursigma.schemas.settings.Settings;
import io.foursigma.schemas.settings.SettingsException;
import io.foursigma.schemas.settings.SettingsTable;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class BrokerTest {

    private final Settings settings = Settings.resolve(Map.of(), Map.of("collect.mqtt.url", "mqtts://broker"));

    @Test
    void theClientIdHoldsTheNameOfTheMachine() throws Exception {
        Broker broker = Broker.of(settings);
        assertThat(broker.clientId())
                .isEqualTo("foursigma-" + InetAddress.getLocalHost().getHostName());
        assertThat(broker.login().isGiven()).isFalse();
        assertThat(Broker.of(settings.with(SettingsTable.COLLECT_MQTT_CLIENT_ID, "seven"))
                        .clientId())
                .isEqualTo("seven");
    }

    @Test
    void aPasswordOfNobodyAndOneThatCannotBeReadAreRefused() {
        Settings ofNobody = settings.with(SettingsTable.COLLECT_MQTT_PASSWORD_FILE, "password");
        assertThatThrownBy(() -> Broker.of(ofNobody))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("give collect.mqtt.user too");
        Settings missing = ofNobody.with(
                        SettingsTable.COLLECT_MQTT_PASSWORD_FILE,
                        Path.of("no", "such", "file").toString())
                .with(SettingsTable.COLLECT_MQTT_USER, "collector");
        assertThatThrownBy(() -> Broker.of(missing))
                .isInstanceOf(SourceException.class)
                .hasMessageContaining("collect.mqtt.password-file");
    }

    @Test
    void pausesGrowUpToHalfAMinuteAndBeginAnew() {
        Backoff backoff = new Backoff(new Random(1));
        for (long most = 1_000; most <= 32_000; most *= 2) {
            assertThat(backoff.next().toMillis()).isBetween(most / 2, most);
        }
        assertThat(backoff.next().toMillis()).isBetween(16_000L, 32_000L);
        backoff.reset();
        assertThat(backoff.next().toMillis()).isBetween(500L, 1_000L);
    }
}
