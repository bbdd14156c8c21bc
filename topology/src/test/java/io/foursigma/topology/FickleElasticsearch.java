// SPDX-License-Identifier: Apache-2.0
package io.foursigma.topology;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** A real Elasticsearch behind a door that does not always let requests through. */
final class FickleElasticsearch implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int TOO_MANY_REQUESTS = 429;

    private final URI elasticsearch;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .executor(threads)
            .build();
    private final Map<Mood, AtomicInteger> requests = new EnumMap<>(Mood.class);
    private volatile Mood mood = Mood.OPEN;

    /** What becomes of a request. */
    enum Mood {
        /** It passes. */
        OPEN,
        /** It is answered with 429 and does not pass. */
        THROTTLED,
        /** Of a bulk request's documents every second one passes; the others are answered with 429. */
        HALF_OPEN,
        /** Its connection is closed. */
        AWAY,
        /** It passes, and instead of the answer the connection is closed. */
        DEAF
    }

    FickleElasticsearch(URI elasticsearch) throws IOException {
        this.elasticsearch = elasticsearch;
        for (Mood one : Mood.values()) {
            requests.put(one, new AtomicInteger());
        }
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    void turns(Mood newMood) {
        mood = newMood;
    }

    /** How many requests it has met in a mood. */
    int requests(Mood in) {
        return requests.getOrDefault(in, new AtomicInteger()).get();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            Mood now = mood;
            requests.getOrDefault(now, new AtomicInteger()).incrementAndGet();
            switch (now) {
                case OPEN -> answer(exchange, forward(exchange, body));
                case THROTTLED -> answer(exchange, TOO_MANY_REQUESTS, "{\"error\":\"slower\"}".getBytes(UTF_8));
                case HALF_OPEN -> answer(exchange, 200, half(exchange, body));
                case AWAY -> {}
                case DEAF -> forward(exchange, body);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private byte[] half(HttpExchange exchange, byte[] body) throws IOException, InterruptedException {
        List<String> lines = new String(body, UTF_8).lines().toList();
        StringBuilder passing = new StringBuilder();
        for (int i = 0; i < lines.size(); i += 4) {
            passing.append(lines.get(i)).append('\n').append(lines.get(i + 1)).append('\n');
        }
        JsonNode passed = JSON.readTree(
                forward(exchange, passing.toString().getBytes(UTF_8)).body());
        ObjectNode answer = JSON.createObjectNode();
        ArrayNode items = answer.putArray("items");
        for (int i = 0; i < lines.size() / 2; i++) {
            if (i % 2 == 0) {
                items.add(passed.path("items").path(i / 2));
            } else {
                String operation = JSON.readTree(lines.get(2 * i)).fieldNames().next();
                items.addObject().putObject(operation).put("status", TOO_MANY_REQUESTS);
            }
        }
        return JSON.writeValueAsBytes(answer);
    }

    private HttpResponse<byte[]> forward(HttpExchange exchange, byte[] body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(
                        elasticsearch.resolve(exchange.getRequestURI().toString()))
                .header("Content-Type", "application/json")
                .method(exchange.getRequestMethod(), BodyPublishers.ofByteArray(body))
                .build();
        return client.send(request, BodyHandlers.ofByteArray());
    }

    private static void answer(HttpExchange exchange, HttpResponse<byte[]> response) throws IOException {
        answer(exchange, response.statusCode(), response.body());
    }

    private static void answer(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.getResponseHeaders().add("X-Elastic-Product", "Elasticsearch");
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
