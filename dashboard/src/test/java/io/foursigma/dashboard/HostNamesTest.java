// SPDX-License-Identifier: Apache-2.0
package io.foursigma.dashboard;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.foursigma.schemas.settings.Settings;
import io.foursigma.schemas.settings.SettingsTable;
import io.foursigma.stores.memory.InMemoryStores;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Another site's name that leads here is not answered. Java's own client sets the Host header itself, so a socket asks. */
class HostNamesTest {

    private static final Settings SETTINGS = Settings.defaults()
            .with(SettingsTable.RELAY_PORT, "0")
            .with(SettingsTable.RELAY_HOSTS, "Sensors.example.org,*.plant.example.org");

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1:8080, true",
        "127.0.0.1, true",
        "[::1]:8080, true",
        "[fe80::1], true",
        "localhost, true",
        "LOCALHOST:8080, true",
        "localhost.:8080, true",
        "relay.localhost:8080, true",
        "sensors.example.org:443, true",
        "a.plant.example.org, true",
        "plant.example.org, false",
        "evil.example, false",
        "evil.example:8080, false",
        "evillocalhost, false",
        "127.0.0.1.evil.example, false",
        "127.0.0.1@evil.example, false",
        "sensors.example.org.evil.example, false",
        "evilplant.example.org, false",
        "relay, false",
        "'', false",
    })
    void nameIsThisRelaysOrNot(String host, boolean known) {
        assertThat(new HostNames(SETTINGS).knows(host)).isEqualTo(known);
    }

    @Test
    void nameThatItListensOnIsItsOwn() {
        assertThat(new HostNames(SETTINGS.with(SettingsTable.RELAY_HOST, "Box.lan")).knows("box.lan:80"))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/main.js", "/api/sensors", "/api/session", "/metrics", "/live"})
    void nothingIsAnsweredUnderAnotherSitesName(String path) throws IOException {
        try (BreakableReaders readers = new BreakableReaders(InMemoryStores.create());
                Relay relay = Relay.start(SETTINGS, readers.all(), Clock.systemUTC())) {
            assertThat(status(relay, path, "rebound.example:" + relay.port())).startsWith("HTTP/1.1 421");
            assertThat(status(relay, path, "localhost:" + relay.port()))
                    .containsPattern(path.equals("/live") ? " 101 " : " 200 ");
        }
    }

    @Test
    void whoHasToSignInMayComeUnderAnyName(@TempDir Path folder) throws IOException {
        Path accounts = TestAccounts.write(folder, TestAccounts.VIEWERS_LINE);
        try (BreakableReaders readers = new BreakableReaders(InMemoryStores.create());
                Relay relay = Relay.start(
                        SETTINGS.with(SettingsTable.RELAY_ACCOUNTS, accounts.toString()),
                        readers.all(),
                        Clock.systemUTC())) {
            assertThat(status(relay, "/api/sensors", "any.example")).startsWith("HTTP/1.1 401");
        }
    }

    /** The line of the answer that holds its status. */
    private static String status(Relay relay, String path, String host) throws IOException {
        String upgrade = path.equals("/live")
                ? String.join(
                        "\r\n",
                        "Connection: Upgrade",
                        "Upgrade: websocket",
                        "Sec-WebSocket-Version: 13",
                        "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==",
                        "")
                : "Connection: close\r\n";
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), relay.port())) {
            OutputStream out = socket.getOutputStream();
            out.write(("GET " + path + " HTTP/1.1\r\nHost: " + host + "\r\n" + upgrade + "\r\n").getBytes(UTF_8));
            out.flush();
            return String.valueOf(new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8)).readLine());
        }
    }
}
