// SPDX-License-Identifier: Apache-2.0
package io.foursigma.ingest.file;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.PatternSyntaxException;

/** The files that {@code collect.files} names, by their names or by globs, which may stand in each folder's place, too. */
final class FilePatterns {

    private final List<String> patterns;

    private FilePatterns(List<String> patterns) {
        this.patterns = patterns;
    }

    /** Reads the setting, and adds what is wrong with it. */
    static FilePatterns of(String text, List<String> problems) {
        List<String> patterns = new ArrayList<>();
        for (String pattern : split(text)) {
            if (pattern.isBlank()) {
                problems.add("between two commas stands no file; leave one of them out");
                continue;
            }
            try {
                FileSystems.getDefault().getPathMatcher("glob:" + pattern.strip());
                patterns.add(pattern.strip());
            } catch (PatternSyntaxException e) {
                problems.add("'" + pattern.strip() + "' is no glob (" + e.getDescription()
                        + "); put a backslash before each of *?[{ that stands for itself");
            }
        }
        return new FilePatterns(patterns);
    }

    /** A comma within braces is part of a glob. */
    private static List<String> split(String text) {
        List<String> parts = new ArrayList<>();
        int from = 0;
        int depth = 0;
        for (int at = 0; at < text.length(); at++) {
            switch (text.charAt(at)) {
                case '{' -> depth++;
                case '}' -> depth--;
                case ',' -> {
                    if (depth == 0) {
                        parts.add(text.substring(from, at));
                        from = at + 1;
                    }
                }
                default -> {}
            }
        }
        parts.add(text.substring(from));
        return parts;
    }

    /**
     * The files that are there, by their keys, in the order of the patterns and of their names.
     *
     * @param missing is given the patterns that match none
     */
    Map<String, Path> find(List<String> missing) {
        Map<String, Path> found = new LinkedHashMap<>();
        for (String pattern : patterns) {
            List<Path> files = new ArrayList<>();
            find(Path.of(pattern.startsWith("/") ? "/" : "").toAbsolutePath(), levels(pattern), files);
            boolean some = false;
            for (Path file : files) {
                String key = FileKeys.of(file);
                if (key != null) {
                    found.putIfAbsent(key, file);
                    some = true;
                }
            }
            if (!some) {
                missing.add(pattern);
            }
        }
        return found;
    }

    private static List<String> levels(String pattern) {
        return List.of(pattern.split("/")).stream()
                .filter(level -> !level.isEmpty() && !level.equals("."))
                .toList();
    }

    private static void find(Path at, List<String> levels, List<Path> into) {
        if (levels.isEmpty()) {
            into.add(at);
            return;
        }
        String level = levels.get(0);
        List<String> further = levels.subList(1, levels.size());
        if (!level.matches(".*[*?\\[{\\\\].*")) {
            find(at.resolve(level), further, into);
            return;
        }
        for (Path entry : entries(at, level)) {
            find(entry, further, into);
        }
    }

    /** What matches in a folder, by name; nothing where the folder is away or closed to us. */
    private static List<Path> entries(Path folder, String glob) {
        List<Path> names = new ArrayList<>();
        if (Files.isDirectory(folder)) {
            try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder, glob)) {
                entries.forEach(names::add);
            } catch (IOException | DirectoryIteratorException away) {
                return List.of();
            }
        }
        Collections.sort(names);
        return names;
    }
}
