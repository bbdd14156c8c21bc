// SPDX-License-Identifier: Apache-2.0
package io.foursigma.topology.metrics;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the documents, dashboards and alerts of this project say about metrics. */
final class MetricsFiles {

    private static final Path HOME = Path.of(System.getProperty("foursigma.home"));
    private static final Pattern OF_OTHERS = Pattern.compile("\\bfoursigma_(ledger|collector|webhooks)_");
    private static final Pattern QUOTED = Pattern.compile("`([^`]+)`");
    private static final Pattern ALERTS_LABEL = Pattern.compile("\\$labels\\.(\\w+)");

    private MetricsFiles() {}

    /** The rows of docs/metrics.md, but those of what the relay, the collector and webhooks serve. */
    static List<Row> documented() throws IOException {
        List<Row> rows = new ArrayList<>();
        for (String line : Files.readAllLines(HOME.resolve("docs/metrics.md"))) {
            if (line.startsWith("| `foursigma_") && !OF_OTHERS.matcher(line).find()) {
                String[] cells = line.split("\\|", -1);
                rows.add(new Row(
                        quoted(cells[1]).iterator().next(), cells[2].strip(), quoted(cells[3]), quoted(cells[4])));
            }
        }
        return rows;
    }

    private static Set<String> quoted(String cell) {
        Set<String> words = new TreeSet<>();
        Matcher matcher = QUOTED.matcher(cell);
        while (matcher.find()) {
            words.add(matcher.group(1));
        }
        return words;
    }

    /** Every query of the dashboard. */
    static List<Query> dashboard() throws IOException {
        List<Query> queries = new ArrayList<>();
        JsonNode dashboard = new ObjectMapper()
                .readTree(HOME.resolve("deploy/grafana/foursigma.json").toFile());
        for (JsonNode panel : dashboard.get("panels")) {
            for (JsonNode target : panel.get("targets")) {
                queries.add(new Query(
                        panel.get("title").asText() + " " + target.get("refId").asText(),
                        target.get("expr").asText(),
                        legendLabels(target.get("legendFormat").asText())));
            }
        }
        return queries;
    }

    private static Set<String> legendLabels(String legend) {
        Set<String> labels = new TreeSet<>();
        Matcher matcher = Pattern.compile("\\{\\{(\\w+)}}").matcher(legend);
        while (matcher.find()) {
            labels.add(matcher.group(1));
        }
        return labels;
    }

    /** Every alert's query, but those on the relay's, the collector's and webhooks' metrics. */
    static List<Query> alerts() throws IOException {
        List<Query> queries = new ArrayList<>();
        JsonNode file = new YAMLMapper()
                .readTree(HOME.resolve("deploy/prometheus/alerts.yml").toFile());
        for (JsonNode group : file.get("groups")) {
            for (JsonNode rule : group.get("rules")) {
                if (OF_OTHERS.matcher(rule.get("expr").asText()).find()) {
                    continue;
                }
                Set<String> labels = new TreeSet<>();
                Matcher matcher = ALERTS_LABEL.matcher(rule.get("annotations").toString());
                while (matcher.find()) {
                    labels.add(matcher.group(1));
                }
                queries.add(
                        new Query(rule.get("alert").asText(), rule.get("expr").asText(), labels));
            }
        }
        return queries;
    }

    /** A documented metric. */
    record Row(String name, String type, Set<String> labels, Set<String> components) {}

    /** A query, and the labels of its answer that its legend or its text makes use of. */
    record Query(String title, String expression, Set<String> usedLabels) {}
}
