// SPDX-License-Identifier: Apache-2.0
package io.foursigma.deploy.kibana;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.foursigma.schemas.Resources;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** {@code deploy/kibana/foursigma.ndjson}, and the index templates that its data views look at. */
final class SavedObjects {

    static final Path HOME = Path.of(System.getProperty("foursigma.home"));

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path TEMPLATES = HOME.resolve("schemas/src/main/resources/io/foursigma/schemas/elasticsearch");

    private SavedObjects() {}

    /** All objects, in the file's order. */
    static List<JsonNode> all() {
        try {
            List<JsonNode> objects = new ArrayList<>();
            for (String line : Files.readAllLines(HOME.resolve("deploy/kibana/foursigma.ndjson"))) {
                objects.add(JSON.readTree(line));
            }
            return objects;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Those of a type. */
    static Stream<JsonNode> of(String type) {
        return all().stream().filter(object -> text(object, "type").equals(type));
    }

    /** The JSON that stands as a text in a field. */
    static JsonNode inner(JsonNode object, String field) {
        try {
            return JSON.readTree(text(object, field));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String text(JsonNode object, String field) {
        return object.path(field).asText();
    }

    static List<JsonNode> items(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false).toList();
    }

    static Map<String, JsonNode> members(JsonNode object) {
        Map<String, JsonNode> members = new LinkedHashMap<>();
        object.properties().forEach(member -> members.put(member.getKey(), member.getValue()));
        return members;
    }

    /** The object that a reference of this name leads to. */
    static JsonNode target(JsonNode object, String reference) {
        JsonNode found = items(object.path("references")).stream()
                .filter(one -> text(one, "name").equals(reference))
                .findFirst()
                .orElseThrow(() -> new AssertionError(text(object, "id") + " has no reference " + reference));
        return all().stream()
                .filter(one -> text(one, "type").equals(text(found, "type"))
                        && text(one, "id").equals(text(found, "id")))
                .findFirst()
                .orElseThrow(() -> new AssertionError("nothing is at the end of " + found));
    }

    /** The types of the fields that a data view's indexes have, by their whole names. */
    static Map<String, String> fields(JsonNode view) {
        String pattern = text(view.path("attributes"), "title");
        try (Stream<Path> files = Files.list(TEMPLATES)) {
            for (Path file : files.toList()) {
                JsonNode template = JSON.readTree(
                        Resources.text("elasticsearch/" + file.getFileName()).replace("${prefix}", "foursigma"));
                if (template.path("index_patterns").path(0).asText().equals(pattern)) {
                    Map<String, String> fields = new TreeMap<>();
                    collect(template.path("template").path("mappings"), "", fields);
                    return fields;
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        throw new AssertionError("no index template has the pattern " + pattern);
    }

    private static void collect(JsonNode mapping, String name, Map<String, String> fields) {
        if (mapping.has("type")) {
            fields.put(name, text(mapping, "type"));
        }
        members(mapping.path("properties"))
                .forEach((field, inner) -> collect(inner, name.isEmpty() ? field : name + '.' + field, fields));
    }
}
