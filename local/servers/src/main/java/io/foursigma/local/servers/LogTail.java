// SPDX-License-Identifier: Apache-2.0
package io.foursigma.local.servers;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** The end of a log, cut down to what a person wants to read. */
final class LogTail {

    private static final int LINES = 5;
    private static final int MAX_BYTES = 64 * 1024;
    private static final Pattern TROUBLE = Pattern.compile("ERROR|FATAL|Exception|Error:|error|refused|denied");

    private LogTail() {}

    /**
     * The last lines that speak of trouble, else the last lines, without the frames of stack traces.
     *
     * @param log the file
     * @param from where the part in question begins, in bytes
     */
    static List<String> lines(Path log, long from) {
        List<String> lines;
        try {
            lines = tail(log, from)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("\t"))
                    .map(String::strip)
                    .toList();
        } catch (IOException e) {
            return List.of("(its log cannot be read: " + e.getMessage() + ")");
        }
        List<String> trouble =
                lines.stream().filter(line -> TROUBLE.matcher(line).find()).toList();
        List<String> chosen = trouble.isEmpty() ? lines : trouble;
        return List.copyOf(chosen.subList(Math.max(0, chosen.size() - LINES), chosen.size()));
    }

    /** The lines as the middle of a message: nothing, or a colon and one indented line each. */
    static String quote(List<String> lines) {
        return lines.isEmpty() ? "" : ":\n  " + String.join("\n  ", lines) + "\n";
    }

    private static String tail(Path log, long from) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
            long start = Math.max(from, file.length() - MAX_BYTES);
            byte[] bytes = new byte[(int) Math.max(0, file.length() - start)];
            file.seek(start);
            int read = Math.max(0, file.read(bytes));
            return new String(bytes, 0, read, StandardCharsets.UTF_8);
        }
    }
}
