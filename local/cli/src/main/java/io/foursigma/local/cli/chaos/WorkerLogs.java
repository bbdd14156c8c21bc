// SPDX-License-Identifier: Apache-2.0
package io.foursigma.local.cli.chaos;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What workers have written, dead ones too. */
final class WorkerLogs {

    /** The whole name: the JVM's option of a similar one stands in every log. */
    private static final String EXHAUSTED = "java.lang.OutOfMemoryError";

    private WorkerLogs() {}

    /** The logs below this folder that tell of a worker that ran out of memory. The JVM says so before it ends. */
    static List<Path> ofExhausted(Path folder) throws IOException {
        List<Path> logs;
        try (Stream<Path> files = Files.walk(folder)) {
            logs = files.filter(file -> file.getFileName().toString().contains(".log"))
                    .sorted()
                    .toList();
        }
        List<Path> exhausted = new ArrayList<>();
        for (Path log : logs) {
            // Bytes that are no UTF-8 are possible: a worker may be killed within a character.
            try (Stream<String> lines = Files.lines(log, StandardCharsets.ISO_8859_1)) {
                if (lines.anyMatch(line -> line.contains(EXHAUSTED))) {
                    exhausted.add(log);
                }
            }
        }
        return exhausted;
    }
}
