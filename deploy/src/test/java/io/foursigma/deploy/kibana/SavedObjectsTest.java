// SPDX-License-Identifier: Apache-2.0
package io.foursigma.deploy.kibana;

import static io.foursigma.deploy.kibana.SavedObjects.inner;
import static io.foursigma.deploy.kibana.SavedObjects.items;
import static io.foursigma.deploy.kibana.SavedObjects.members;
import static io.foursigma.deploy.kibana.SavedObjects.target;
import static io.foursigma.deploy.kibana.SavedObjects.text;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** No Kibana runs here, so what it would stumble over is looked for in the file. */
final class SavedObjectsTest {

    /** The oldest versions of each type that hold what is used; Kibana brings objects up to its own version. */
    private static final Map<String, String> VERSIONS =
            Map.of("index-pattern", "8.0.0", "search", "8.0.0", "lens", "8.9.0", "dashboard", "8.9.0");

    private static final int GRID_COLUMNS = 48;

    static Stream<JsonNode> objects() {
        return SavedObjects.all().stream();
    }

    static Stream<JsonNode> panels() {
        return SavedObjects.of("lens");
    }

    static Stream<JsonNode> dashboards() {
        return SavedObjects.of("dashboard");
    }

    static Stream<JsonNode> views() {
        return SavedObjects.of("index-pattern");
    }

    @Test
    void allKindsOfObjectsAreThereAndIdsAreUnique() {
        assertThat(objects().map(object -> text(object, "id"))).doesNotHaveDuplicates();
        assertThat(objects().map(object -> text(object, "type"))).containsOnlyOnceElementsOf(List.of("search"));
        assertThat(dashboards().map(object -> text(object, "id")))
                .containsExactlyInAnyOrder("foursigma-overview", "foursigma-sensor");
    }

    @ParameterizedTest
    @MethodSource("objects")
    void objectHasTheFormOfItsType(JsonNode object) {
        assertThat(members(object).keySet())
                .containsExactlyInAnyOrder(
                        "id",
                        "type",
                        "coreMigrationVersion",
                        "typeMigrationVersion",
                        "managed",
                        "attributes",
                        "references");
        assertThat(text(object, "coreMigrationVersion")).isEqualTo("8.8.0");
        assertThat(text(object, "typeMigrationVersion")).isEqualTo(VERSIONS.get(text(object, "type")));
        assertThat(text(object.path("attributes"), "title")).isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource("objects")
    void everyReferenceLeadsToAnObjectAndIsUsed(JsonNode object) {
        List<String> names = items(object.path("references")).stream()
                .map(reference -> text(reference, "name"))
                .toList();
        assertThat(names).doesNotHaveDuplicates();
        assertThat(names)
                .allSatisfy(name -> assertThat(target(object, name).isObject()).isTrue());
        assertThat(names).containsExactlyInAnyOrderElementsOf(usedReferences(object));
    }

    /** Names of references as Kibana makes them from what refers. */
    private static Set<String> usedReferences(JsonNode object) {
        Set<String> used = new TreeSet<>();
        JsonNode attributes = object.path("attributes");
        switch (text(object, "type")) {
            case "lens" -> layers(object).keySet().forEach(layer -> used.add("indexpattern-datasource-layer-" + layer));
            case "search" ->
                used.add(text(inner(attributes.path("kibanaSavedObjectMeta"), "searchSourceJSON"), "indexRefName"));
            case "dashboard" -> {
                items(inner(attributes, "panelsJSON"))
                        .forEach(panel -> used.add(text(panel, "panelIndex") + ':' + text(panel, "panelRefName")));
                controls(object).keySet().forEach(id -> used.add("controlGroup_" + id + ":optionsListDataView"));
            }
            default -> {}
        }
        return used;
    }

    @ParameterizedTest
    @MethodSource("views")
    void dataViewLooksAtIndexesThatHaveItsTime(JsonNode view) {
        assertThat(SavedObjects.fields(view)).containsEntry(text(view.path("attributes"), "timeFieldName"), "date");
        List.of("fieldAttrs", "fieldFormatMap", "fields", "runtimeFieldMap", "sourceFilters", "typeMeta")
                .forEach(field -> assertThat(
                                inner(view.path("attributes"), field).isContainerNode())
                        .isTrue());
    }

    @ParameterizedTest
    @MethodSource("panels")
    void columnsAreInOrderAndOfFieldsThatThereAre(JsonNode panel) {
        layers(panel).forEach((name, layer) -> {
            Map<String, String> fields = SavedObjects.fields(target(panel, "indexpattern-datasource-layer-" + name));
            Map<String, JsonNode> columns = members(layer.path("columns"));
            assertThat(items(layer.path("columnOrder")).stream().map(JsonNode::asText))
                    .containsExactlyElementsOf(columns.keySet());
            columns.forEach((id, column) -> assertColumn(id, column, columns, fields));
        });
    }

    private static void assertColumn(
            String id, JsonNode column, Map<String, JsonNode> columns, Map<String, String> fields) {
        String field = text(column, "sourceField");
        String type = fields.getOrDefault(field, "none");
        assertThat(text(column, "label")).as(id).isNotEmpty();
        switch (text(column, "operationType")) {
            case "count" -> assertThat(field).isEqualTo("___records___");
            case "date_histogram" -> assertThat(type).isEqualTo("date");
            case "terms" -> {
                assertThat(type).isEqualTo("keyword");
                assertThat(columns).containsKey(text(column.path("params").path("orderBy"), "columnId"));
            }
            case "unique_count" -> assertThat(type).isEqualTo("keyword");
            case "min", "max", "average", "sum", "range" -> assertThat(type).isIn("double", "long", "integer", "date");
            case "counter_rate" ->
                assertThat(items(column.path("references")))
                        .singleElement()
                        .satisfies(of -> assertThat(
                                        text(Objects.requireNonNull(columns.get(of.asText())), "operationType"))
                                .isEqualTo("max"));
            default -> throw new AssertionError("an operation that nobody has looked at: " + column);
        }
        boolean bucketed = Set.of("date_histogram", "terms", "range").contains(text(column, "operationType"));
        assertThat(column.path("isBucketed").asBoolean()).isEqualTo(bucketed);
    }

    @ParameterizedTest
    @MethodSource("panels")
    void whatIsDrawnAreColumnsOfTheLayer(JsonNode panel) {
        JsonNode drawn = panel.path("attributes").path("state").path("visualization");
        List<JsonNode> parts = drawn.has("layers") ? items(drawn.path("layers")) : List.of(drawn);
        Map<String, JsonNode> layers = layers(panel);
        for (JsonNode part : parts) {
            Map<String, JsonNode> columns = members(
                    Objects.requireNonNull(layers.get(text(part, "layerId"))).path("columns"));
            List<String> shown = accessors(part);
            assertThat(shown).isNotEmpty();
            assertThat(columns).containsKeys(shown.toArray(String[]::new));
            Set<String> seen = new HashSet<>(shown);
            columns.values().forEach(column -> items(column.path("references")).forEach(of -> seen.add(of.asText())));
            assertThat(seen).as("what is computed is shown").containsAll(columns.keySet());
        }
    }

    private static List<String> accessors(JsonNode part) {
        List<String> shown = new ArrayList<>();
        List.of("xAccessor", "yAccessor", "valueAccessor", "splitAccessor", "metricAccessor")
                .forEach(name -> {
                    if (part.has(name)) {
                        shown.add(text(part, name));
                    }
                });
        items(part.path("accessors")).forEach(accessor -> shown.add(accessor.asText()));
        items(part.path("columns")).forEach(column -> shown.add(text(column, "columnId")));
        return shown;
    }

    @ParameterizedTest
    @MethodSource("dashboards")
    void panelsFillTheirRowsAndLieBesideEachOther(JsonNode dashboard) {
        JsonNode attributes = dashboard.path("attributes");
        Map<Integer, Integer> widths = new TreeMap<>();
        for (JsonNode panel : items(inner(attributes, "panelsJSON"))) {
            JsonNode grid = panel.path("gridData");
            assertThat(text(grid, "i")).isEqualTo(text(panel, "panelIndex"));
            int before = widths.getOrDefault(grid.path("y").asInt(), 0);
            assertThat(grid.path("x").asInt()).isEqualTo(before);
            widths.put(grid.path("y").asInt(), before + grid.path("w").asInt());
            assertThat(text(panel, "type"))
                    .isEqualTo(text(
                            target(dashboard, text(panel, "panelIndex") + ':' + text(panel, "panelRefName")), "type"));
        }
        assertThat(widths.values()).containsOnly(GRID_COLUMNS);
        assertThat(inner(attributes, "optionsJSON").isObject()).isTrue();
        assertThat(inner(attributes.path("kibanaSavedObjectMeta"), "searchSourceJSON")
                        .isObject())
                .isTrue();
    }

    @Test
    void sensorsAreChosenByAFieldOfTheDataView() {
        JsonNode dashboard = dashboards()
                .filter(one -> text(one, "id").equals("foursigma-sensor"))
                .findFirst()
                .orElseThrow();
        assertThat(controls(dashboard)).hasSize(1).allSatisfy((id, control) -> {
            assertThat(text(control, "type")).isEqualTo("optionsListControl");
            assertThat(text(control.path("explicitInput"), "id")).isEqualTo(id);
            assertThat(SavedObjects.fields(target(dashboard, "controlGroup_" + id + ":optionsListDataView")))
                    .containsEntry(text(control.path("explicitInput"), "fieldName"), "keyword");
        });
    }

    @Test
    void savedSearchShowsFieldsThatThereAre() {
        JsonNode search = SavedObjects.of("search").findFirst().orElseThrow();
        Map<String, String> fields =
                SavedObjects.fields(target(search, "kibanaSavedObjectMeta.searchSourceJSON.index"));
        assertThat(items(search.path("attributes").path("columns")).stream().map(JsonNode::asText))
                .isNotEmpty()
                .allMatch(fields::containsKey);
        assertThat(items(search.path("attributes").path("sort")))
                .allSatisfy(sort -> assertThat(fields).containsKey(sort.path(0).asText()));
    }

    @Test
    void everyPanelIsOnADashboard() {
        Set<String> shown = new HashSet<>();
        dashboards()
                .forEach(dashboard ->
                        items(dashboard.path("references")).forEach(reference -> shown.add(text(reference, "id"))));
        assertThat(Stream.concat(panels(), SavedObjects.of("search")).map(object -> text(object, "id")))
                .allMatch(shown::contains);
    }

    private static Map<String, JsonNode> layers(JsonNode panel) {
        return members(panel.path("attributes")
                .path("state")
                .path("datasourceStates")
                .path("formBased")
                .path("layers"));
    }

    private static Map<String, JsonNode> controls(JsonNode dashboard) {
        JsonNode group = dashboard.path("attributes").path("controlGroupInput");
        return group.isMissingNode() ? Map.of() : members(inner(group, "panelsJSON"));
    }
}
