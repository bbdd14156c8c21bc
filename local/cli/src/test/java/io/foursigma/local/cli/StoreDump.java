// SPDX-License-Identifier: Apache-2.0
package io.foursigma.local.cli;

import static io.foursigma.schemas.settings.SettingsTable.CASSANDRA_CONTACT_POINTS;
import static io.foursigma.schemas.settings.SettingsTable.CASSANDRA_DATACENTER;
import static io.foursigma.schemas.settings.SettingsTable.CASSANDRA_KEYSPACE;
import static io.foursigma.schemas.settings.SettingsTable.ELASTICSEARCH_PREFIX;
import static io.foursigma.schemas.settings.SettingsTable.ELASTICSEARCH_URL;
import static io.foursigma.schemas.settings.SettingsTable.REDIS_ADDRESS;
import static io.foursigma.schemas.settings.SettingsTable.REDIS_PREFIX;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.datastax.oss.driver.api.core.CqlSession;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.foursigma.schemas.Progress;
import io.foursigma.schemas.settings.Settings;
import io.foursigma.stores.StateReader;
import io.foursigma.stores.cassandra.CassandraStateReader;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import redis.clients.jedis.RedisClient;

/** Reads all that a topology has left in the stores as it lies there, and throws it away. */
final class StoreDump implements AutoCloseable {

    private static final List<String> TABLES =
            List.of("sensor_stats", "sensor_windows", "stats_snapshots", "windows_snapshots", "outputs");

    private static final int MOST_DOCUMENTS = 10_000;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Settings settings;
    private final HttpClient http = HttpClient.newHttpClient();
    private final String elasticsearch;
    private final String prefix;
    private final CqlSession cassandra;
    private final RedisClient redis;
    private final String keys;

    StoreDump(Settings settings) {
        this.settings = settings;
        elasticsearch = settings.get(ELASTICSEARCH_URL);
        prefix = settings.get(ELASTICSEARCH_PREFIX);
        String[] contact = settings.get(CASSANDRA_CONTACT_POINTS).split(":", 2);
        cassandra = CqlSession.builder()
                .addContactPoint(new InetSocketAddress(contact[0], Integer.parseInt(contact[1])))
                .withLocalDatacenter(settings.get(CASSANDRA_DATACENTER))
                .withKeyspace(settings.get(CASSANDRA_KEYSPACE))
                .build();
        redis = RedisClient.create("redis://" + settings.get(REDIS_ADDRESS));
        keys = settings.get(REDIS_PREFIX) + ":*";
    }

    /**
     * Everything by what it is called.
     *
     * @param documents of Elasticsearch by index and id: the version and the very bytes
     * @param states of Cassandra by sensor, and how far each bucket has come
     * @param values of Redis by key
     */
    record Dump(Map<String, String> documents, Map<String, String> states, Map<String, String> values) {

        /** The same, but for the wall-clock time at which anomalies were judged, and the text that tells Redis's lives apart. */
        Dump withoutTimesOfJudging() {
            Map<String, String> timeless = new TreeMap<>();
            documents.forEach((id, document) ->
                    timeless.put(id, document.replaceAll("\"judged\":(\"[^\"]*\"|\\d+)", "\"judged\":0")));
            Map<String, String> lifeless = new TreeMap<>(values);
            lifeless.keySet().removeIf(key -> key.endsWith(":life"));
            return new Dump(timeless, states, lifeless);
        }
    }

    Dump read() throws IOException, InterruptedException {
        return new Dump(documents(), states(), values());
    }

    private Map<String, String> documents() throws IOException, InterruptedException {
        ask("POST", "/" + prefix + "-*/_refresh", "");
        JsonNode hits = JSON.readTree(ask(
                        "POST",
                        "/" + prefix + "-*/_search",
                        "{\"size\":" + MOST_DOCUMENTS + ",\"version\":true,\"_source\":false}"))
                .get("hits")
                .get("hits");
        if (hits.size() == MOST_DOCUMENTS) {
            throw new IllegalStateException("more documents than one answer holds");
        }
        Map<String, String> documents = new TreeMap<>();
        for (JsonNode hit : hits) {
            String index = hit.get("_index").asText();
            String id = hit.get("_id").asText();
            String source = ask("GET", "/" + index + "/_source/" + URLEncoder.encode(id, UTF_8), "");
            documents.put(index + '/' + id, "version " + hit.get("_version") + ' ' + source);
        }
        return documents;
    }

    private String ask(String method, String path, String body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(elasticsearch + path))
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build();
        HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IOException(method + ' ' + path + ": " + answer.statusCode() + ' ' + answer.body());
        }
        return answer.body();
    }

    /** A record's text holds its doubles to the last bit. */
    private Map<String, String> states() {
        Map<String, String> states = new TreeMap<>();
        try (StateReader reader = new CassandraStateReader(settings)) {
            reader.forEachStats((sensor, row) -> states.put("stats of " + sensor, row.toString()));
            reader.forEachWindows((sensor, row) -> states.put("windows of " + sensor, row.toString()));
            reader.statsProgress().forEach((bucket, progress) -> states.put("stats " + bucket, text(progress)));
            reader.windowsProgress().forEach((bucket, progress) -> states.put("windows " + bucket, text(progress)));
        }
        return states;
    }

    /** How far a bucket has come, by partition, and its counts but for readings that came again. */
    private static String text(Map<Integer, Progress> progress) {
        Map<Integer, Progress> first = new TreeMap<>();
        progress.forEach((partition, at) -> first.put(
                partition,
                new Progress(at.next(), at.read(), at.applied(), at.deadLettered(), at.late(), 0, at.lost())));
        return first.toString();
    }

    private Map<String, String> values() {
        Map<String, String> values = new TreeMap<>();
        for (String key : redis.keys(keys)) {
            values.put(
                    key,
                    switch (redis.type(key)) {
                        case "set" -> new TreeSet<>(redis.smembers(key)).toString();
                        case "hash" -> new TreeMap<>(redis.hgetAll(key)).toString();
                        default -> redis.get(key);
                    });
        }
        return values;
    }

    /** How often Redis was told of a sensor, whether it changed anything or not. */
    long updatesOfRedis() {
        return redis.info("commandstats")
                .lines()
                .filter(line -> line.startsWith("cmdstat_evalsha:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll(".*:calls=(\\d+),.*", "$1")))
                .sum();
    }

    /** Empties all three stores. */
    void empty() throws IOException, InterruptedException {
        TABLES.forEach(table -> cassandra.execute("TRUNCATE " + table));
        Set<String> indexes = new TreeSet<>();
        JSON.readTree(ask("GET", "/" + prefix + "-*/_settings", ""))
                .fieldNames()
                .forEachRemaining(indexes::add);
        ask("DELETE", "/" + String.join(",", indexes), "");
        redis.del(redis.keys(keys).toArray(String[]::new));
    }

    @Override
    public void close() {
        redis.close();
        cassandra.close();
    }
}
