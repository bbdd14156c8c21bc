// SPDX-License-Identifier: Apache-2.0
package io.foursigma.ingest.http;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads CSV (RFC 4180) in its plainest form: an oracle. A row is the least number of lines, from one on, that together
 * have the form of a row; a line from which none have it is no row.
 */
final class PlainCsv {

    private static final String QUOTED = "\"(?:[^\"]++|\"\")*+\"";
    private static final String FIELD = "(?:" + QUOTED + "|(?!\")[^,]*+)";
    private static final Pattern ROW = Pattern.compile(FIELD + "(?:," + FIELD + ")*+");
    private static final Pattern NEXT_FIELD = Pattern.compile("(" + FIELD + ")(?:,|$)", Pattern.DOTALL);
    private static final Pattern BLANK = Pattern.compile("[ \t]*");
    private static final int MOST_LINES = 1_001;

    /** A line; without a text if it is no UTF-8. */
    private record Line(Optional<String> text, String end) {}

    private PlainCsv() {}

    /** The header, and then each row by its fields; empty for a line that is no row. */
    static List<Optional<List<String>>> rows(byte[] bytes) {
        List<Line> lines = lines(bytes);
        List<Optional<List<String>>> rows = new ArrayList<>();
        int at = 0;
        while (at < lines.size()) {
            if (lines.get(at).text.filter(BLANK.asMatchPredicate()).isPresent()) {
                at++;
            } else {
                int count = linesOfRow(lines, at, rows.isEmpty() ? 1 : MOST_LINES);
                rows.add(count == 0 ? Optional.empty() : Optional.of(fields(joined(lines, at, count))));
                at += Math.max(1, count);
            }
        }
        return rows;
    }

    private static int linesOfRow(List<Line> lines, int from, int most) {
        for (int count = 1; count <= most && from + count <= lines.size(); count++) {
            if (lines.get(from + count - 1).text.isEmpty()) {
                return 0;
            }
            if (ROW.matcher(joined(lines, from, count)).matches()) {
                return count;
            }
        }
        return 0;
    }

    private static String joined(List<Line> lines, int from, int count) {
        StringBuilder joined = new StringBuilder();
        for (int i = from; i < from + count; i++) {
            joined.append(lines.get(i).text.orElseThrow());
            joined.append(i < from + count - 1 ? lines.get(i).end : "");
        }
        return joined.toString();
    }

    private static List<String> fields(String row) {
        List<String> fields = new ArrayList<>();
        Matcher next = NEXT_FIELD.matcher(row);
        int at = 0;
        do {
            next.region(at, row.length()).lookingAt();
            String field = next.group(1);
            fields.add(
                    field.startsWith("\"")
                            ? field.substring(1, field.length() - 1).replace("\"\"", "\"")
                            : field);
            at = next.end();
        } while (at > next.end(1));
        return fields;
    }

    private static List<Line> lines(byte[] bytes) {
        List<Line> lines = new ArrayList<>();
        int from = 0;
        while (from < bytes.length) {
            int end = from;
            while (end < bytes.length && bytes[end] != '\n') {
                end++;
            }
            boolean crlf = end > from && bytes[end - 1] == '\r';
            lines.add(new Line(text(Arrays.copyOfRange(bytes, from, crlf ? end - 1 : end)), crlf ? "\r\n" : "\n"));
            from = end + 1;
        }
        return lines;
    }

    private static Optional<String> text(byte[] bytes) {
        try {
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }
}
