// SPDX-License-Identifier: Apache-2.0
package io.foursigma.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonParser;
import io.foursigma.schemas.json.AnomalyJson;
import io.foursigma.schemas.json.EpisodeJson;
import io.foursigma.schemas.json.Json;
import io.foursigma.schemas.json.LedgerSnapshotJson;
import io.foursigma.schemas.json.WindowStatsJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The mappings are strict: a field that is written but not mapped would make Elasticsearch refuse every document. */
class IndexTemplatesTest {

    private static final String PROPERTIES = "template/mappings/properties/";

    @Test
    void anomaliesHaveTheFieldsOfTheirTemplateAndNoOthers() throws IOException {
        assertThat(mapped("elasticsearch/anomalies.json"))
                .isEqualTo(written(Json.bytes(out -> AnomalyJson.write(out, SampleRecords.anomaly()))));
    }

    @Test
    void episodesHaveTheFieldsOfTheirTemplateAndNoOthers() throws IOException {
        assertThat(mapped("elasticsearch/episodes.json"))
                .isEqualTo(written(Json.bytes(out -> EpisodeJson.write(out, SampleRecords.closedEpisode()))));
    }

    @Test
    void windowsHaveTheFieldsOfTheirTemplateAndNoOthers() throws IOException {
        assertThat(mapped("elasticsearch/windows.json"))
                .isEqualTo(written(Json.bytes(out -> WindowStatsJson.write(out, SampleRecords.window()))));
    }

    @Test
    void snapshotsOfTheLedgerHaveTheFieldsOfTheirTemplateAndNoOthers() throws IOException {
        assertThat(mapped("elasticsearch/ledger.json"))
                .isEqualTo(written(Json.bytes(out -> LedgerSnapshotJson.write(out, SampleRecords.snapshot()))));
    }

    @Test
    void aliasesLeadToFieldsOfTheirTemplate() throws IOException {
        for (String name : List.of("anomalies", "episodes", "windows", "ledger")) {
            String file = "elasticsearch/" + name + ".json";
            Map<String, String> leaves = leaves(Resources.text(file).getBytes(StandardCharsets.UTF_8));
            List<String> aliases = leaves.keySet().stream()
                    .filter(path -> path.endsWith("/path"))
                    .toList();
            assertThat(aliases).contains(PROPERTIES + "@timestamp/path");
            assertThat(aliases).allSatisfy(path -> assertThat(mapped(file)).contains(leaves.get(path)));
        }
    }

    @Test
    void templatesAreStrictAndReachTheIndexesThatAreWritten() throws IOException {
        Indexes indexes = new Indexes("${prefix}", YearMonth.of(2010, 1));
        assertTemplate("elasticsearch/anomalies.json", indexes.allAnomalies());
        assertTemplate("elasticsearch/windows.json", indexes.allWindows());
        assertTemplate("elasticsearch/ledger.json", indexes.allLedger());
        assertTemplate("elasticsearch/episodes.json", indexes.episodes() + "-*");
        assertThat(Resources.text("elasticsearch/episodes.json")).contains("[\"" + indexes.episodes() + "\",");
    }

    private static void assertTemplate(String file, String pattern) throws IOException {
        Map<String, String> leaves = leaves(Resources.text(file).getBytes(StandardCharsets.UTF_8));
        assertThat(leaves.get("template/mappings/dynamic")).isEqualTo("strict");
        assertThat(leaves.get("index_patterns")).isEqualTo(pattern);
    }

    private static Set<String> written(byte[] document) throws IOException {
        return leaves(document).keySet();
    }

    /** The paths of the mapped fields: those that have a type, and are not another name for one that has. */
    private static Set<String> mapped(String file) throws IOException {
        Set<String> fields = new TreeSet<>();
        leaves(Resources.text(file).getBytes(StandardCharsets.UTF_8)).forEach((path, value) -> {
            if (path.startsWith(PROPERTIES) && path.endsWith("/type") && !value.equals("alias")) {
                String field = path.substring(PROPERTIES.length(), path.length() - "/type".length());
                fields.add(field.replace("/properties/", "/"));
            }
        });
        return fields;
    }

    /** Path and text of every scalar; the elements of an array share their array's path. */
    private static Map<String, String> leaves(byte[] json) throws IOException {
        Map<String, String> leaves = new TreeMap<>();
        try (JsonParser in = Json.FACTORY.createParser(json)) {
            while (in.nextToken() != null) {
                if (in.currentToken().isScalarValue()) {
                    leaves.put(path(in), in.getText());
                }
            }
        }
        return leaves;
    }

    private static String path(JsonParser in) {
        StringBuilder path = new StringBuilder();
        for (var at = in.getParsingContext(); at != null && !at.inRoot(); at = at.getParent()) {
            if (at.inObject()) {
                path.insert(0, path.isEmpty() ? at.getCurrentName() : at.getCurrentName() + "/");
            }
        }
        return path.toString();
    }
}
