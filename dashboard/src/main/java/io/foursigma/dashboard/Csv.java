// SPDX-License-Identifier: Apache-2.0
package io.foursigma.dashboard;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A table for people's spreadsheets: RFC 4180, in UTF-8, a name over each column. */
final class Csv {

    static final String MEDIA_TYPE = "text/csv;charset=utf-8;header=present";

    private final StringBuilder text = new StringBuilder();

    /** A table without lines. */
    Csv(List<String> names) {
        add(names.toArray());
    }

    /** Adds a line; null is an empty field. */
    void add(@Nullable Object... fields) {
        for (int i = 0; i < fields.length; i++) {
            text.append(i == 0 ? "" : ",").append(quoted(fields[i] == null ? "" : String.valueOf(fields[i])));
        }
        text.append("\r\n");
    }

    private static String quoted(String field) {
        boolean isPlain = field.chars().noneMatch(character -> ",\"\r\n".indexOf(character) >= 0);
        return isPlain ? field : '"' + field.replace("\"", "\"\"") + '"';
    }

    byte[] bytes() {
        return text.toString().getBytes(UTF_8);
    }
}
