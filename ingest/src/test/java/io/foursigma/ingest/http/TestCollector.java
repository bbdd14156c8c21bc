// SPDX-License-Identifier: Apache-2.0
package io.foursigma.ingest.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.foursigma.ingest.collect.Collector;
import io.foursigma.schemas.settings.Settings;
import io.foursigma.schemas.settings.SettingsTable;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/** A collector on a free port, and a client of it. */
final class TestCollector implements AutoCloseable {

    private final Collector collector;
    private final HttpClient client = HttpClient.newHttpClient();

    private TestCollector(Collector collector) {
        this.collector = collector;
    }

    static TestCollector start(Settings settings) {
        return start(settings, InstantSource.system());
    }

    static TestCollector start(Settings settings, InstantSource clock) {
        return new TestCollector(Collector.start(settings.with(SettingsTable.COLLECT_HTTP_PORT, "0"), clock));
    }

    /** A clock that stands where it is put, in epoch milliseconds. */
    static InstantSource at(AtomicLong now) {
        return () -> Instant.ofEpochMilli(now.get());
    }

    /** Posts a text as a media type. */
    HttpResponse<String> post(String path, String mediaType, String body) throws IOException, InterruptedException {
        return post(path, Map.of("Content-Type", mediaType), body.getBytes(UTF_8));
    }

    /** Posts bytes with headers. */
    HttpResponse<String> post(String path, Map<String, String> headers, byte[] body)
            throws IOException, InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(uri(path)).POST(HttpRequest.BodyPublishers.ofByteArray(body));
        headers.forEach(request::header);
        return client.send(request.build(), BodyHandlers.ofString());
    }

    /** What is served under a path. */
    String get(String path) throws IOException, InterruptedException {
        return client.send(HttpRequest.newBuilder(uri(path)).build(), BodyHandlers.ofString())
                .body();
    }

    URI uri(String path) {
        return URI.create("http://127.0.0.1:" + collector.httpPort().orElseThrow() + path);
    }

    @Override
    public void close() {
        collector.close();
    }
}
