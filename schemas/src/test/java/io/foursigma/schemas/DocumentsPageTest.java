// SPDX-License-Identifier: Apache-2.0
package io.foursigma.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.foursigma.schemas.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** {@code docs/documents.md} shows every field of every index template, in order and with its type, and no other. */
class DocumentsPageTest {

    private static final Path HOME = Path.of(System.getProperty("foursigma.home"));
    private static final Path TEMPLATES = HOME.resolve("schemas/src/main/resources/io/foursigma/schemas/elasticsearch");
    private static final Pattern INDEX = Pattern.compile("`foursigma-([a-z]+)(?:-YYYY\\.MM)?`.*");
    private static final Pattern ROW = Pattern.compile("\\| `([^`]+)` \\| (\\w+) \\| (.+) \\|");

    /** A row of a table: the field, its type, and for another name of a field that field. */
    private record Row(String field, String type, String path) {}

    @Test
    void everyFieldOfEveryTemplateIsShownAndNoOther() throws IOException {
        Map<String, List<Row>> templates = new TreeMap<>();
        try (Stream<Path> files = Files.list(TEMPLATES)) {
            for (Path file : files.toList()) {
                String name = file.getFileName().toString().replace(".json", "");
                templates.put(name, mapped(Files.readAllBytes(file)));
            }
        }
        assertThat(templates.keySet()).contains("anomalies", "windows", "ledger");
        Map<String, List<Row>> shown = shown();
        assertThat(shown.keySet()).containsExactlyElementsOf(templates.keySet());
        templates.forEach((name, fields) -> assertThat(shown.get(name)).as(name).containsExactlyElementsOf(fields));
    }

    /** The tables of the page by the index that the line before them begins with. */
    private static Map<String, List<Row>> shown() throws IOException {
        Map<String, List<Row>> shown = new TreeMap<>();
        List<Row> table = new ArrayList<>();
        for (String line : Files.readAllLines(HOME.resolve("docs/documents.md"))) {
            Matcher index = INDEX.matcher(line);
            Matcher row = ROW.matcher(line);
            if (index.matches()) {
                table = new ArrayList<>();
                shown.put(index.group(1), table);
            } else if (row.matches()) {
                boolean alias = row.group(2).equals("alias");
                table.add(
                        new Row(row.group(1), row.group(2), alias ? row.group(3).replace("`", "") : ""));
            }
        }
        return shown;
    }

    /** The fields of a template in its order, those inside an object by their whole name. */
    private static List<Row> mapped(byte[] template) throws IOException {
        List<Row> rows = new ArrayList<>();
        try (JsonParser in = Json.FACTORY.createParser(template)) {
            while (in.nextToken() != null) {
                if (in.currentToken() == JsonToken.FIELD_NAME
                        && in.currentName().equals("mappings")) {
                    in.nextToken();
                    readMappings(in, "", rows);
                }
            }
        }
        return rows;
    }

    /** Reads the object that the parser stands on: a field's mapping, or that of an object with fields of its own. */
    private static void readMappings(JsonParser in, String name, List<Row> rows) throws IOException {
        String type = "";
        String path = "";
        while (in.nextToken() != JsonToken.END_OBJECT) {
            String key = in.currentName();
            in.nextToken();
            switch (key) {
                case "properties" -> {
                    while (in.nextToken() != JsonToken.END_OBJECT) {
                        String field = in.currentName();
                        in.nextToken();
                        readMappings(in, name.isEmpty() ? field : name + '.' + field, rows);
                    }
                }
                case "type" -> type = in.getText();
                case "path" -> path = in.getText();
                default -> in.skipChildren();
            }
        }
        if (!type.isEmpty()) {
            rows.add(new Row(name, type, path));
        }
    }
}
