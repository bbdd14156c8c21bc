// SPDX-License-Identifier: Apache-2.0
package io.foursigma.ingest.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.foursigma.ingest.SourceException;
import io.foursigma.ingest.TestKeystore;
import io.foursigma.ingest.TestTopic;
import io.foursigma.ingest.collect.Collector;
import io.foursigma.local.servers.ServerKind;
import io.foursigma.local.servers.testing.SharedServers;
import io.foursigma.schemas.settings.Settings;
import io.foursigma.schemas.settings.SettingsTable;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.InstantSource;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A collector with a certificate speaks HTTPS to those who trust it, and nothing else. */
@Timeout(60)
final class TlsIT {

    @RegisterExtension
    static final SharedServers SERVERS = SharedServers.of(ServerKind.KAFKA);

    private static final String PASSWORD = "open sesame";

    @TempDir
    private Path folder = Path.of("");

    @Test
    void readingsComeInOverHttpsAndNotOverHttp() throws Exception {
        TestTopic topic = TestTopic.create(SERVERS.kafkaBootstrap());
        Settings settings = settings(topic.settings(), PASSWORD).with(SettingsTable.COLLECT_HTTP_MAX_CONNECTIONS, "1");
        HttpClient client = HttpClient.newBuilder().sslContext(trusting()).build();
        try (Collector collector = Collector.start(settings, InstantSource.system())) {
            int port = collector.httpPort().orElseThrow();
            assertThat(client.send(post("https://localhost:" + port), BodyHandlers.ofString())
                            .statusCode())
                    .isEqualTo(202);
            assertThatThrownBy(() -> client.send(post("http://localhost:" + port), BodyHandlers.ofString()))
                    .isInstanceOf(IOException.class);
            assertThatThrownBy(() ->
                            HttpClient.newHttpClient().send(post("https://localhost:" + port), BodyHandlers.ofString()))
                    .as("nobody has told this client to trust")
                    .isInstanceOf(IOException.class);
        }
        assertThat(topic.records()).hasSize(1);
    }

    @Test
    void fileThatCannotBeUsedIsNamed() throws Exception {
        Settings wrong = settings(Settings.defaults(), "shut sesame");
        assertThatThrownBy(() -> Collector.start(wrong, InstantSource.system()))
                .isInstanceOf(SourceException.class)
                .hasMessageStartingWith("collect.http.keystore = ")
                .hasMessageNotContaining("sesame");
        Settings missing = wrong.with(SettingsTable.COLLECT_HTTP_KEYSTORE_PASSWORD_FILE, "missing");
        assertThatThrownBy(() -> Collector.start(missing, InstantSource.system()))
                .isInstanceOf(SourceException.class)
                .hasMessageStartingWith("collect.http.keystore-password-file = missing");
    }

    private Settings settings(Settings settings, String password) throws IOException, InterruptedException {
        Path file = Files.writeString(folder.resolve("password"), password + "\n");
        return settings.with(SettingsTable.COLLECT_HTTP_PORT, "0")
                .with(
                        SettingsTable.COLLECT_HTTP_KEYSTORE,
                        TestKeystore.create(folder, PASSWORD).toString())
                .with(SettingsTable.COLLECT_HTTP_KEYSTORE_PASSWORD_FILE, file.toString());
    }

    private SSLContext trusting() throws Exception {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(folder.resolve("collector.p12"))) {
            keys.load(in, PASSWORD.toCharArray());
        }
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("collector", keys.getCertificate("collector"));
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }

    private static HttpRequest post(String address) {
        return HttpRequest.newBuilder(URI.create(address + "/v1/readings"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{\"sensor\":\"a\",\"time\":1,\"value\":1}"))
                .build();
    }
}
