// SPDX-License-Identifier: Apache-2.0
package io.foursigma.local.cli.kibana;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A server that imports objects as Kibana's documentation says: {@code POST /api/saved_objects/_import} with a form of one
 * file, refused without the header against forged requests, and with an error for each object whose references lead nowhere.
 */
final class SmallKibana implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern FORM = Pattern.compile("(?s)--(\\S+)\r\n(.*?)\r\n\r\n(.*)\r\n--\\1--\r\n");
    private static final Set<String> TYPES = Set.of("index-pattern", "search", "lens", "dashboard");

    private final HttpServer server;
    private final Map<String, JsonNode> objects = new LinkedHashMap<>();
    private volatile boolean ready = true;
    private volatile String wanted = "";

    SmallKibana() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** As while it starts, or looks for Elasticsearch. */
    void starting() {
        ready = false;
    }

    /** From now on this header is asked for. */
    void asksFor(String authorization) {
        wanted = authorization;
    }

    /** What was imported, by type and id. */
    synchronized Map<String, JsonNode> objects() {
        return new LinkedHashMap<>(objects);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            Headers headers = exchange.getRequestHeaders();
            String path = exchange.getRequestURI().toString();
            if (!ready) {
                send(exchange, 503, "Kibana server is not ready yet.");
            } else if (!wanted.isEmpty() && !wanted.equals(headers.getFirst("Authorization"))) {
                send(exchange, 401, "{\"statusCode\":401,\"error\":\"Unauthorized\",\"message\":\"Unauthorized\"}");
            } else if (!path.equals("/api/saved_objects/_import?overwrite=true")) {
                send(exchange, 404, "{\"statusCode\":404,\"error\":\"Not Found\",\"message\":\"Not Found\"}");
            } else if (!headers.containsKey("kbn-xsrf")) {
                send(exchange, 400, "Request must contain a kbn-xsrf header.");
            } else {
                imported(exchange, new String(body, UTF_8));
            }
        }
    }

    private synchronized void imported(HttpExchange exchange, String body) throws IOException {
        Matcher form = FORM.matcher(body);
        String type = exchange.getRequestHeaders().getFirst("Content-Type");
        if (!form.matches()
                || !type.equals("multipart/form-data; boundary=" + form.group(1))
                || !form.group(2).contains("name=\"file\"; filename=\"foursigma.ndjson\"")) {
            send(exchange, 400, "{\"statusCode\":400,\"message\":\"Invalid file extension\"}");
            return;
        }
        Map<String, JsonNode> given = new LinkedHashMap<>();
        for (String line : form.group(3).lines().toList()) {
            JsonNode object = JSON.readTree(line);
            given.put(key(object), object);
        }
        ObjectNode answer = JSON.createObjectNode();
        ArrayNode errors = JSON.createArrayNode();
        given.forEach((key, object) -> {
            boolean known = TYPES.contains(object.path("type").asText());
            boolean whole = true;
            for (JsonNode reference : object.path("references")) {
                whole &= given.containsKey(key(reference)) || objects.containsKey(key(reference));
            }
            if (known && whole) {
                objects.put(key, object);
            } else {
                ObjectNode error = errors.addObject();
                error.set("id", object.path("id"));
                error.set("type", object.path("type"));
                error.putObject("error").put("type", known ? "missing_references" : "unsupported_type");
            }
        });
        answer.put("successCount", given.size() - errors.size());
        answer.put("success", errors.isEmpty());
        answer.putArray("warnings");
        if (!errors.isEmpty()) {
            answer.set("errors", errors);
        }
        send(exchange, 200, answer.toString());
    }

    private static String key(JsonNode object) {
        return object.path("type").asText() + ' ' + object.path("id").asText();
    }

    private static void send(HttpExchange exchange, int status, String text) throws IOException {
        byte[] bytes = text.getBytes(UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
