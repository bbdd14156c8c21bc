// SPDX-License-Identifier: Apache-2.0
package io.foursigma.ingest.mqtt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.foursigma.ingest.TestKeystore;
import io.foursigma.ingest.TestTopic;
import io.foursigma.ingest.collect.Collector;
import io.foursigma.local.servers.MqttBroker;
import io.foursigma.local.servers.ServerKind;
import io.foursigma.local.servers.testing.SharedServers;
import io.foursigma.schemas.settings.Settings;
import io.foursigma.schemas.settings.SettingsTable;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A broker over TLS, whose certificate the JVM has to trust. */
@Timeout(120)
final class MqttTlsIT {

    @RegisterExtension
    static final SharedServers SERVERS = SharedServers.of(ServerKind.KAFKA);

    private static final String TRUST_STORE = "javax.net.ssl.trustStore";
    private static final String PASSWORD = "open sesame";

    @TempDir
    private Path folder = Path.of("");

    @AfterEach
    void trustAsBefore() {
        System.clearProperty(TRUST_STORE);
        System.clearProperty(TRUST_STORE + "Password");
    }

    @Test
    void aCertificateIsTrustedAsTheJvmDoesAndForItsNameAlone() throws Exception {
        TestTopic topic = TestTopic.create(SERVERS.kafkaBootstrap());
        Path keystore = TestKeystore.create(folder, PASSWORD);
        try (MqttBroker broker = OwnBroker.start(folder);
                TlsProxy proxy = TlsProxy.start(keystore, PASSWORD, broker.port());
                LoggedWarnings warnings = LoggedWarnings.open();
                TestPublisher publisher = TestPublisher.connect(broker)) {
            Settings settings = topic.settings()
                    .with(SettingsTable.COLLECT_HTTP_PORT, "off")
                    .with(SettingsTable.COLLECT_MQTT_URL, "mqtts://localhost:" + proxy.port());
            try (Collector collector = Collector.start(settings, InstantSource.system())) {
                assertThat(collector.places())
                        .containsExactly("from the MQTT broker mqtts://localhost:" + proxy.port());
                await().until(() -> warnings.contains("unable to find valid certification path"));
                System.setProperty(TRUST_STORE, keystore.toString());
                System.setProperty(TRUST_STORE + "Password", PASSWORD);
                await().atMost(Duration.ofMinutes(1)).until(() -> {
                    publisher.publish("sensors/hall", "21.5");
                    return !topic.records().isEmpty();
                });
            }
            Settings otherName = settings.with(SettingsTable.COLLECT_MQTT_URL, "mqtts://127.0.0.1:" + proxy.port());
            try (Collector collector = Collector.start(otherName, InstantSource.system())) {
                assertThat(collector.places()).hasSize(1);
                await().until(() -> warnings.contains("No subject alternative names matching IP address"));
            }
        }
    }
}
