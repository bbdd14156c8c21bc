// SPDX-License-Identifier: Apache-2.0
package io.foursigma.local.cli.kibana;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What Kibana's panels, the saved search and the list of sensors ask Elasticsearch, built from the objects in the file. */
public final class PanelSearches {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Map<String, String> METRICS =
            Map.of("unique_count", "cardinality", "average", "avg", "min", "min", "max", "max", "sum", "sum");

    /** Kibana takes one that suits the span that is looked at. */
    private static final String AUTO_INTERVAL = "1h";

    private final List<JsonNode> objects = new ArrayList<>();

    private PanelSearches(Path file) throws IOException {
        for (String line : Files.readAllLines(file)) {
            objects.add(JSON.readTree(line));
        }
    }

    /**
     * A search.
     *
     * @param title the title of what asks
     * @param index the pattern of the indexes that are asked
     * @param body the request
     * @param columns the columns that the answer is to have values for
     */
    public record Search(String title, String index, String body, Set<String> columns) {

        /** The columns that the answer has no value for. */
        public Set<String> missing(JsonNode answer) {
            Set<String> missing = new LinkedHashSet<>(columns);
            if (answer.path("hits").path("total").path("value").asLong() > 0) {
                missing.remove("");
            }
            found(answer.path("aggregations"), missing);
            return missing;
        }

        private static void found(JsonNode aggregations, Set<String> missing) {
            aggregations.properties().forEach(aggregation -> {
                JsonNode value = aggregation.getValue();
                if (value.path("value").isNumber() || !value.path("buckets").isEmpty()) {
                    missing.remove(aggregation.getKey());
                }
                value.path("buckets").forEach(bucket -> found(bucket, missing));
            });
        }
    }

    /** All of them. */
    public static List<Search> all() throws IOException {
        PanelSearches file = new PanelSearches(
                Path.of(System.getProperty("foursigma.home"), "deploy", "kibana", "foursigma.ndjson"));
        List<Search> all = new ArrayList<>();
        for (JsonNode object : file.objects) {
            switch (object.path("type").asText()) {
                case "lens" -> all.add(file.panel(object));
                case "search" ->
                    all.add(new Search(title(object), file.index(object, "searchSource"), "{}", Set.of("")));
                case "dashboard" -> file.control(object, all);
                default -> {}
            }
        }
        return all;
    }

    private Search panel(JsonNode panel) {
        JsonNode state = panel.path("attributes").path("state");
        JsonNode layer = state.path("datasourceStates")
                .path("formBased")
                .path("layers")
                .elements()
                .next();
        Set<String> columns = new LinkedHashSet<>(Set.of(""));
        ObjectNode body = JSON.createObjectNode().put("size", 0);
        String query = state.path("query").path("query").asText();
        if (!query.isEmpty()) {
            body.putObject("query").putObject("query_string").put("query", query);
        }
        ObjectNode inner = body;
        for (JsonNode name : layer.path("columnOrder")) {
            String id = name.asText();
            JsonNode column = layer.path("columns").path(id);
            ObjectNode bucket = bucket(column, layer.path("columns"));
            if (bucket != null) {
                inner.withObject("/aggs").set(id, bucket);
                inner = bucket;
                columns.add(id);
            }
        }
        for (JsonNode name : layer.path("columnOrder")) {
            JsonNode column = layer.path("columns").path(name.asText());
            String metric = METRICS.get(column.path("operationType").asText());
            if (metric != null) {
                inner.withObject("/aggs")
                        .putObject(name.asText())
                        .putObject(metric)
                        .set("field", column.path("sourceField"));
                columns.add(name.asText());
            }
        }
        return new Search(title(panel), index(panel, "indexpattern-datasource-layer"), body.toString(), columns);
    }

    /** The aggregation of a column that groups documents; null for one that does not. */
    private static @Nullable ObjectNode bucket(JsonNode column, JsonNode columns) {
        ObjectNode bucket = JSON.createObjectNode();
        JsonNode params = column.path("params");
        String interval = params.path("interval").asText();
        switch (column.path("operationType").asText()) {
            case "date_histogram" -> {
                bucket.putObject("date_histogram")
                        .put("fixed_interval", interval.equals("auto") ? AUTO_INTERVAL : interval)
                        .put("min_doc_count", 1)
                        .set("field", column.path("sourceField"));
            }
            case "range" ->
                bucket.putObject("histogram")
                        .put("interval", 1)
                        .put("min_doc_count", 1)
                        .set("field", column.path("sourceField"));
            case "terms" -> {
                String by = params.path("orderBy").path("columnId").asText();
                boolean count = columns.path(by).path("operationType").asText().equals("count");
                ObjectNode terms = bucket.putObject("terms")
                        .put("size", params.path("size").asInt());
                terms.set("field", column.path("sourceField"));
                terms.putObject("order")
                        .put(
                                count ? "_count" : by,
                                params.path("orderDirection").asText());
            }
            default -> {
                return null;
            }
        }
        return bucket;
    }

    private void control(JsonNode dashboard, List<Search> all) throws IOException {
        JsonNode group = dashboard.path("attributes").path("controlGroupInput");
        if (!group.isMissingNode()) {
            for (JsonNode control : JSON.readTree(group.path("panelsJSON").asText())) {
                ObjectNode body = JSON.createObjectNode().put("size", 0);
                body.putObject("aggs")
                        .putObject("choice")
                        .putObject("terms")
                        .set("field", control.path("explicitInput").path("fieldName"));
                all.add(new Search(
                        title(dashboard), index(dashboard, "controlGroup_"), body.toString(), Set.of("choice")));
            }
        }
    }

    private static String title(JsonNode object) {
        return object.path("attributes").path("title").asText();
    }

    /** The indexes of the data view that a reference leads to. */
    private String index(JsonNode object, String reference) {
        Map<String, String> patterns = new TreeMap<>();
        objects.forEach(one -> patterns.put(one.path("id").asText(), title(one)));
        for (JsonNode one : object.path("references")) {
            if (one.path("name").asText().contains(reference)) {
                return patterns.getOrDefault(one.path("id").asText(), "");
            }
        }
        throw new IllegalStateException(object.path("id") + " has no reference " + reference);
    }
}
