// SPDX-License-Identifier: Apache-2.0
package io.foursigma.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.foursigma.schemas.Progress;
import io.foursigma.schemas.WindowStats;
import io.foursigma.schemas.settings.Settings;
import io.foursigma.stores.memory.InMemoryStores;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A scenario as a table: each line is a reading, or time that passes, or a restart, and beside it what comes of it. The
 * bolts decode, stats and anomaly play it on stores in memory, in both {@link Way}s.
 *
 * <p>Columns that are given: {@code wall}, seconds on the wall clock (else it hardly moves); {@code received}, the
 * record's timestamp (else the event time); {@code sensor} and {@code value}; {@code time}, in milliseconds or as
 * ISO-8601. A line whose sensor is {@code restart} starts all tasks anew, one without a sensor lets time pass.
 *
 * <p>Columns that are compared, where the table has them: {@code verdict}: {@code learning}, {@code normal} or {@code
 * ANOMALOUS} (the anomaly's document) with mean and std of the baseline, {@code judged} where the reading is older than
 * the newest one and so only counted in, {@code late}, or {@code dead letter} with the setting that its reason names;
 * {@code count} of the running statistics; {@code windows}, the documents: {@code start #revision mean}.
 */
final class TimeTable {

    private final Settings settings;
    private final InMemoryStores stores = InMemoryStores.create();
    private String sensorOfLine = "";

    private TimeTable(Settings settings) {
        this.settings = settings;
    }

    /** Plays a table with these settings above the defaults and compares; returns all windows in the index at the end. */
    static List<String> play(Map<String, String> given, String table) {
        List<String> index = List.of();
        for (Way way : Way.values()) {
            index = new TimeTable(Settings.resolve(Map.of(), given)).play(way, table);
        }
        return index;
    }

    private List<String> play(Way way, String table) {
        List<String> lines = table.lines().toList();
        List<String> columns = cells(lines.get(0));
        List<String> expected = new ArrayList<>();
        List<String> played = new ArrayList<>();
        try (TimeTableBolts bolts = new TimeTableBolts(way, settings, stores)) {
            for (String line : lines.subList(1, lines.size())) {
                Map<String, String> cells = new LinkedHashMap<>();
                List<String> texts = cells(line);
                for (int i = 0; i < columns.size(); i++) {
                    cells.put(columns.get(i), i < texts.size() ? texts.get(i) : "");
                }
                expected.add(String.join(" | ", cells.values()));
                Map<String, String> outcome = step(bolts, cells);
                cells.replaceAll((column, text) -> outcome.getOrDefault(column, text));
                played.add(String.join(" | ", cells.values()));
            }
        }
        assertThat(String.join("\n", played)).as(way.name()).isEqualTo(String.join("\n", expected));
        List<String> index = new ArrayList<>();
        stores.insights().forEachWindow(window -> index.add(window.sensor().charAt(0) + " " + text(window)));
        return index;
    }

    /** Does what a line says; returns the cells that are compared. */
    private Map<String, String> step(TimeTableBolts bolts, Map<String, String> cells) {
        String wall = cells.getOrDefault("wall", "");
        if (!wall.isEmpty()) {
            bolts.wall(Long.parseLong(wall) * 1_000);
        }
        sensorOfLine = cells.getOrDefault("sensor", "");
        String time = cells.getOrDefault("time", "");
        String value = cells.getOrDefault("value", "");
        long lateBefore = late();
        TimeTableBolts.Came came = switch (sensorOfLine) {
            case "" -> bolts.pass();
            case "restart" -> bolts.restart();
            default -> bolts.read(sensorOfLine, time, value, cells.getOrDefault("received", time));
        };
        String windows = came.windows().stream()
                .map(window -> prefix(window) + text(window))
                .collect(Collectors.joining(", "));
        return Map.of(
                "verdict", late() > lateBefore ? "late" : came.verdict(), "count", came.count(), "windows", windows);
    }

    /** The sensor, where it is not the line's own. */
    private String prefix(WindowStats window) {
        String sensor = window.sensor().substring(0, 1);
        return sensor.equals(sensorOfLine) ? "" : sensor + " ";
    }

    private long late() {
        return stores.windows().progress().values().stream()
                .flatMap(partitions -> partitions.values().stream())
                .mapToLong(Progress::late)
                .sum();
    }

    private static String text(WindowStats window) {
        assertThat(window.count()).isEqualTo(window.revision());
        return "%d #%d %s".formatted(window.start(), window.revision(), window.mean());
    }

    private static List<String> cells(String line) {
        return Arrays.stream(line.split("\\|"))
                .map(cell -> cell.strip().replaceAll("\\s+", " "))
                .toList();
    }
}
