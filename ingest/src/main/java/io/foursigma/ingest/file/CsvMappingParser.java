// SPDX-License-Identifier: Apache-2.0
package io.foursigma.ingest.file;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code collect.files.columns}: {@code FIELD=SOURCE}, comma between. The fields are time, sensor and value; one that is
 * left out is the column of its own name. A source is a column, bare or in double quotes; for the sensor also a name in single
 * quotes; for the value also several columns, a bar between. A quote within quotes is written twice.
 */
final class CsvMappingParser {

    private static final List<String> FIELDS = List.of("time", "sensor", "value");

    private final String text;
    private final List<String> problems;
    private final Map<String, List<CsvMapping.Source>> fields = new LinkedHashMap<>();
    private int at;

    private CsvMappingParser(String text, List<String> problems) {
        this.text = text;
        this.problems = problems;
    }

    /** Reads the text, and adds what is wrong with it, each with its place and cure; the mapping serves if that is nothing. */
    static CsvMapping parse(String text, List<String> problems) {
        CsvMappingParser parser = new CsvMappingParser(text, problems);
        do {
            parser.readField();
        } while (parser.at++ < text.length());
        List<String> values =
                parser.sources("value").stream().map(CsvMapping.Source::text).toList();
        return new CsvMapping(
                parser.sources("time").get(0).text(), parser.sources("sensor").get(0), values);
    }

    private List<CsvMapping.Source> sources(String field) {
        return fields.getOrDefault(field, List.of(new CsvMapping.Source(field, false)));
    }

    /** Reads a field up to the comma behind it. */
    private void readField() {
        skipSpaces();
        int from = at;
        String field = bare("=,").strip();
        if (peek() != '=') {
            problem(from, "'" + field + "' is no FIELD=SOURCE; write such as time=timestamp");
            return;
        }
        at++;
        List<CsvMapping.Source> sources = readSources();
        if (sources == null) {
            skipToComma();
        } else if (!FIELDS.contains(field)) {
            problem(from, "there is no field '" + field + "'; the fields are time, sensor and value");
        } else if (fields.containsKey(field)) {
            problem(from, "the field '" + field + "' is there twice; give it once, several columns with a bar between");
        } else if (!field.equals("value") && sources.size() > 1) {
            problem(from, "the field '" + field + "' has several columns; only value may");
        } else if (!field.equals("sensor") && sources.stream().anyMatch(CsvMapping.Source::fixed)) {
            problem(from, "the field '" + field + "' is no text; name a column, in double quotes if need be");
        } else if (sources.stream().distinct().count() < sources.size()) {
            problem(from, "a column is there twice; give each once");
        } else {
            fields.put(field, sources);
        }
    }

    /** Null if something is wrong with them. */
    private @Nullable List<CsvMapping.Source> readSources() {
        List<CsvMapping.Source> sources = new ArrayList<>();
        do {
            skipSpaces();
            int from = at;
            boolean fixed = peek() == '\'';
            String source =
                    fixed || peek() == '"' ? quoted(peek()) : bare(",|='\"").strip();
            skipSpaces();
            if (source == null) {
                problem(from, "a quote is never closed; close it");
                return null;
            }
            if (source.isEmpty()) {
                problem(from, "nothing where a column should be; name one of the header");
                return null;
            }
            if (at < text.length() && peek() != ',' && peek() != '|') {
                problem(at, "'" + text.charAt(at) + "' cannot stand here; put a name that holds it in double quotes");
                return null;
            }
            if (fixed
                    && source.replace(CsvMapping.FILE, "")
                            .replace(CsvMapping.FOLDER, "")
                            .matches(".*[{}].*")) {
                problem(
                        from,
                        "in braces stands something else than " + CsvMapping.FILE + " and " + CsvMapping.FOLDER
                                + "; leave the braces out");
                return null;
            }
            sources.add(new CsvMapping.Source(source, fixed));
        } while (skip('|'));
        return sources;
    }

    private @Nullable String quoted(char quote) {
        StringBuilder content = new StringBuilder();
        at++;
        while (at < text.length()) {
            char next = text.charAt(at++);
            if (next != quote) {
                content.append(next);
            } else if (!skip(quote)) {
                return content.toString();
            } else {
                content.append(quote);
            }
        }
        return null;
    }

    private String bare(String ends) {
        int from = at;
        while (at < text.length() && ends.indexOf(text.charAt(at)) < 0) {
            at++;
        }
        return text.substring(from, at);
    }

    private void skipSpaces() {
        while (peek() == ' ') {
            at++;
        }
    }

    private void skipToComma() {
        while (at < text.length() && peek() != ',') {
            at++;
        }
    }

    private boolean skip(char wanted) {
        boolean there = peek() == wanted;
        at += there ? 1 : 0;
        return there;
    }

    private char peek() {
        return at < text.length() ? text.charAt(at) : '\0';
    }

    private void problem(int place, String reasonAndCure) {
        problems.add("character " + (place + 1) + ": " + reasonAndCure);
    }
}
