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
import com.datastax.oss.driver.api.core.cql.ColumnDefinition;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.data.UdtValue;
import com.datastax.oss.protocol.internal.util.Bytes;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.foursigma.schemas.settings.Settings;
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
import java.util.stream.Collectors;
import redis.clients.jedis.RedisClient;

/** Reads all that a topology has left in the stores as it lies there, and throws it away. */
final class StoreDump implements AutoCloseable {

    private static final List<String> STATE = List.of("sensor_stats", "sensor_windows");
    private static final List<String> TABLES = List.of("sensor_stats", "sensor_windows", "outputs");

    /** What tells how often and by whom a bucket was written, not what it holds. */
    private static final Set<String> OWNERSHIP = Set.of("epoch", "owner", "sequence", "progress");

    private static final int MOST_DOCUMENTS = 10_000;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http = HttpClient.newHttpClient();
    private final String elasticsearch;
    private final String prefix;
    private final CqlSession cassandra;
    private final RedisClient redis;
    private final String keys;

    StoreDump(Settings settings) {
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
     * @param rows of Cassandra by table and column: the very bytes, and how far each bucket has come
     * @param values of Redis by key
     */
    record Dump(Map<String, String> documents, Map<String, String> rows, Map<String, String> values) {

        /** The same, but for the wall-clock time at which anomalies were judged, and the text that tells Redis's lives apart. */
        Dump withoutTimesOfJudging() {
            Map<String, String> timeless = new TreeMap<>();
            documents.forEach((id, document) ->
                    timeless.put(id, document.replaceAll("\"judged\":(\"[^\"]*\"|\\d+)", "\"judged\":0")));
            Map<String, String> lifeless = new TreeMap<>(values);
            lifeless.keySet().removeIf(key -> key.endsWith(":life"));
            return new Dump(timeless, rows, lifeless);
        }
    }

    Dump read() throws IOException, InterruptedException {
        return new Dump(documents(), rows(), values());
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

    private Map<String, String> rows() {
        Map<String, String> rows = new TreeMap<>();
        for (String table : STATE) {
            for (Row row : cassandra.execute("SELECT * FROM " + table)) {
                String name = table + ' ' + row.getInt("bucket") + ' ' + row.getString("sensor") + ' ';
                int column = 0;
                for (ColumnDefinition definition : row.getColumnDefinitions()) {
                    String title = definition.getName().asInternal();
                    if (!OWNERSHIP.contains(title)) {
                        rows.put(name + title, String.valueOf(Bytes.toHexString(row.getBytesUnsafe(column))));
                    }
                    column++;
                }
                rows.put(name + "progress", progress(row));
            }
        }
        return rows;
    }

    /** How far a bucket has come, by partition, and its counts but for readings that came again. */
    private static String progress(Row row) {
        Map<Integer, UdtValue> progress = row.getMap("progress", Integer.class, UdtValue.class);
        return new TreeMap<>(progress == null ? Map.of() : progress)
                .entrySet().stream()
                        .map(partition -> {
                            UdtValue at = partition.getValue().setLong("replayed", 0);
                            return partition.getKey() + at.getFormattedContents();
                        })
                        .collect(Collectors.joining(" "));
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
