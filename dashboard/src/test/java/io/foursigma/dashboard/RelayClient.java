// SPDX-License-Identifier: Apache-2.0
package io.foursigma.dashboard;

import io.foursigma.schemas.settings.Settings;
import io.foursigma.schemas.settings.SettingsTable;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;

/** A relay on a free port over stores in memory, and a client of it. */
final class RelayClient implements AutoCloseable {

    private static final Pace PACE = new Pace(
            Duration.ofMillis(20),
            Duration.ofMillis(100),
            Duration.ofMillis(200),
            Duration.ofSeconds(5),
            Duration.ofSeconds(10),
            Duration.ofMillis(50),
            Duration.ofMillis(50));

    private final HttpClient client = HttpClient.newHttpClient();
    private final Relay relay;

    RelayClient(BreakableReaders readers, Clock clock) {
        relay = Relay.start(Settings.defaults().with(SettingsTable.RELAY_PORT, "0"), readers.all(), clock, PACE);
    }

    Relay relay() {
        return relay;
    }

    /** What the relay answers, byte for byte. */
    HttpResponse<byte[]> bytes(String path, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + relay.port() + path));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return send(request.build(), BodyHandlers.ofByteArray());
    }

    /** What the relay answers, as text. */
    HttpResponse<String> text(String path) {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + relay.port() + path))
                .build();
        return send(request, BodyHandlers.ofString());
    }

    private <T> HttpResponse<T> send(HttpRequest request, HttpResponse.BodyHandler<T> handler) {
        try {
            return client.send(request, handler);
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        relay.close();
    }
}
