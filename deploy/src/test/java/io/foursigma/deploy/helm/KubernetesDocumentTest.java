// SPDX-License-Identifier: Apache-2.0
package io.foursigma.deploy.helm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** {@code docs/kubernetes.md} shows every value of the chart with its default, and none that does not exist. */
class KubernetesDocumentTest {

    private static final Pattern ROW = Pattern.compile("\\| `([^`]+)` \\| `([^`]+)` \\| .+ \\|");

    @Test
    void everyRowIsAValueWithItsDefault() throws IOException {
        JsonNode values = values();
        Map<String, JsonNode> rows = rows();
        assertThat(rows).isNotEmpty();
        rows.forEach(
                (path, defaultValue) -> assertThat(find(values, path)).as(path).isEqualTo(defaultValue));
    }

    @Test
    void everyValueHasItsRow() throws IOException {
        List<String> documented = new ArrayList<>(rows().keySet());
        assertThat(leaves("", values()))
                .isNotEmpty()
                .allSatisfy(leaf -> assertThat(documented)
                        .as("rows of docs/kubernetes.md for " + leaf)
                        .filteredOn(path -> leaf.equals(path) || leaf.startsWith(path + '.'))
                        .hasSize(1));
    }

    private static JsonNode values() throws IOException {
        return Chart.YAML.readTree(
                Chart.FOURSIGMA.folder().resolve("values.yaml").toFile());
    }

    private static Map<String, JsonNode> rows() throws IOException {
        String document = Files.readString(Chart.HOME.resolve("docs/kubernetes.md"));
        Map<String, JsonNode> rows = new LinkedHashMap<>();
        Matcher row = ROW.matcher(document.substring(document.indexOf("\n## Values\n")));
        while (row.find()) {
            rows.put(row.group(1), Chart.YAML.readTree(row.group(2)));
        }
        return rows;
    }

    /** The value at a path; a key may hold dots itself, as those of the settings do. */
    private static JsonNode find(JsonNode node, String path) {
        for (Map.Entry<String, JsonNode> field : node.properties()) {
            if (path.equals(field.getKey())) {
                return field.getValue();
            }
            if (path.startsWith(field.getKey() + '.')) {
                return find(field.getValue(), path.substring(field.getKey().length() + 1));
            }
        }
        return MissingNode.getInstance();
    }

    private static List<String> leaves(String path, JsonNode node) {
        if (!node.isObject() || node.isEmpty()) {
            return List.of(path);
        }
        List<String> leaves = new ArrayList<>();
        node.properties()
                .forEach(field -> leaves.addAll(
                        leaves(path.isEmpty() ? field.getKey() : path + '.' + field.getKey(), field.getValue())));
        return leaves;
    }
}
