// SPDX-License-Identifier: Apache-2.0
package io.foursigma.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The relay as a process of its own. */
@Timeout(60)
final class RelayMainIT {

    private static final String LISTENING = "The relay listens on ";

    private @Nullable Process process;

    @AfterEach
    void end() {
        if (process != null) {
            process.destroyForcibly();
        }
    }

    @Test
    void itServesWhileEveryStoreIsAwayAndStopsInOrderOnSigterm() throws IOException, InterruptedException {
        String nobody = "127.0.0.1:" + freePort();
        Process relay = start(
                "relay.port=0",
                "redis.address=" + nobody,
                "cassandra.contact-points=" + nobody,
                "elasticsearch.url=http://" + nobody);
        BufferedReader output = relay.inputReader();
        URI address = URI.create(lineWith(LISTENING, output).substring(LISTENING.length()));

        assertThat(get(address.resolve("/")).statusCode()).isEqualTo(200);
        await().untilAsserted(() -> {
            HttpResponse<String> health = get(address.resolve("/api/health"));
            assertThat(health.statusCode()).isEqualTo(503);
            assertThat(health.body()).contains("Cassandra does not answer at " + nobody);
        });

        relay.toHandle().destroy();
        assertThat(relay.waitFor()).isZero();
        assertThat(output.lines()).contains("The relay stops");
    }

    @Test
    void allWrongSettingsAreToldAtOnce() throws IOException, InterruptedException {
        Process relay = start("relay.port=70000", "window.length=x", "no.such=1");
        assertThat(relay.inputReader().lines())
                .hasSize(3)
                .anyMatch(line -> line.startsWith("relay.port = '70000'"))
                .anyMatch(line -> line.startsWith("window.length = 'x'"))
                .anyMatch(line -> line.startsWith("no.such = '1'"));
        assertThat(relay.waitFor()).isEqualTo(2);
    }

    @Test
    void allFaultsInTheFileOfAccountsAreToldAtOnce(@TempDir Path folder) throws IOException, InterruptedException {
        Path file = TestAccounts.write(folder, "anna:admin:x\n");
        Process relay = start("relay.port=0", "relay.accounts=" + file);
        assertThat(relay.inputReader().lines().filter(line -> line.startsWith("relay.accounts = '" + file)))
                .hasSize(2)
                .allMatch(line -> line.contains("line 1"));
        assertThat(relay.waitFor()).isEqualTo(2);
    }

    @Test
    void aPortInUseIsNamedWithItsCure() throws IOException, InterruptedException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Process relay = start("relay.port=" + taken.getLocalPort());
            assertThat(relay.inputReader().lines())
                    .anyMatch(line -> line.contains("cannot listen on 127.0.0.1:" + taken.getLocalPort())
                            && line.contains("relay.port"));
            assertThat(relay.waitFor()).isEqualTo(2);
        }
    }

    private Process start(String... settings) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElse("java"),
                "-Xmx128m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                RelayMain.class.getName()));
        for (String setting : settings) {
            command.add("-c");
            command.add(setting);
        }
        Process started = new ProcessBuilder(command).redirectErrorStream(true).start();
        process = started;
        return started;
    }

    private static String lineWith(String beginning, BufferedReader output) throws IOException {
        List<String> seen = new ArrayList<>();
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            if (line.startsWith(beginning)) {
                return line;
            }
            seen.add(line);
        }
        throw new AssertionError("no line begins with '" + beginning + "': " + seen);
    }

    private static HttpResponse<String> get(URI uri) throws IOException, InterruptedException {
        return HttpClient.newHttpClient().send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
    }

    private static int freePort() throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return free.getLocalPort();
        }
    }
}
