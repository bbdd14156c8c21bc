// SPDX-License-Identifier: Apache-2.0
package io.foursigma.analytics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Scenarios as tables: each line is one reading and what must come of it.
 *
 * <p>Windows are 10 ms long, the rule needs 2 readings in a baseline. An outcome is {@code late}, {@code learning}, or
 * {@code normal} or {@code ANOMALOUS} with the mean and std that the reading was judged by; a published window is
 * {@code [start #revision mean]}.
 */
class SensorWindowsScenarioTest {
    private static final SigmaRule RULE = new SigmaRule(4, 2, 0);

    @Test
    void windowIsJudgedByTheOneBefore() {
        play(config(0, WindowConfig.ANY_AGE), """
                time | value | outcome          | published
                   0 |     7 | learning         |
                   5 |    13 | learning         |
                  10 |    22 | normal 10 3      | [0 #2 10.0]
                  15 |    25 | ANOMALOUS 10 3   |
                  19 |    -2 | normal 10 3      |
                  20 |     0 | normal 15 12     | [10 #3 15.0]
                """);
    }

    @Test
    void baselineOfTooFewReadingsJudgesNothing() {
        play(config(0, WindowConfig.ANY_AGE), """
                time | value | outcome          | published
                   0 |     7 | learning         |
                  10 |   999 | learning         | [0 #1 7.0]
                  11 |   997 | learning         |
                  20 |     0 | ANOMALOUS 998 1  | [10 #2 998.0]
                """);
    }

    @Test
    void emptyWindowsAreNoBaselineAndAreNotPublished() {
        play(config(0, WindowConfig.ANY_AGE), """
                time | value | outcome          | published
                   0 |     7 | learning         |
                   9 |    13 | learning         |
                5000 |    10 | normal 10 3      | [0 #2 10.0]
                5001 |    23 | ANOMALOUS 10 3   |
                """);
    }

    @Test
    void baselineOlderThanTheMaximumAgeIsNone() {
        play(config(0, 20), """
                time | value | outcome          | published
                   0 |     7 | learning         |
                   1 |    13 | learning         |
                  39 |    99 | ANOMALOUS 10 3   | [0 #2 10.0]
                  39 |    99 | ANOMALOUS 10 3   |
                  70 |     1 | learning         | [30 #2 99.0]
                """);
    }

    @Test
    void lateReadingGetsNoVerdictAndChangesNoWindow() {
        play(config(0, WindowConfig.ANY_AGE), """
                time | value | outcome          | published
                   0 |     7 | learning         |
                   9 |    13 | learning         |
                  10 |    10 | normal 10 3      | [0 #2 10.0]
                   9 |   999 | late             |
                 -50 |   999 | late             |
                  10 |    10 | normal 10 3      |
                  20 |    10 | normal 10 0      | [10 #2 10.0]
                """);
    }

    @Test
    void readingOutOfOrderInItsOpenWindowIsNotLate() {
        play(config(0, WindowConfig.ANY_AGE), """
                time | value | outcome          | published
                   9 |     7 | learning         |
                   0 |    13 | learning         |
                  10 |    10 | normal 10 3      | [0 #2 10.0]
                """);
    }

    @Test
    void allowedLatenessRevisesWindowsUntilTheyAreFinal() {
        play(config(5, WindowConfig.ANY_AGE), """
                time | value | outcome          | published
                   0 |     7 | learning         |
                   9 |    13 | learning         |
                  14 |    10 | normal 10 3      | [0 #2 10.0]
                   3 |    13 | learning         | [0 #3 11.0]
                  14 |    22 | normal 10 3      |
                  15 |    22 | normal 10 3      |
                   3 |    13 | late             |
                """);
    }

    @Test
    void lateBirthTakesItsBaselineFromBeforeItAndIsPublishedAtOnce() {
        play(config(1000, WindowConfig.ANY_AGE), """
                time | value | outcome          | published
                   0 |     7 | learning         |
                   1 |    13 | learning         |
                  30 |    20 | normal 10 3      | [0 #2 10.0]
                  31 |    20 | normal 10 3      |
                  12 |    40 | ANOMALOUS 10 3   | [10 #1 40.0]
                  13 |    10 | normal 10 3      | [10 #2 25.0]
                  32 |    22 | normal 10 3      |
                  23 |    25 | normal 25 15     | [20 #1 25.0]
                 -10 |    10 | learning         | [-10 #1 10.0]
                """);
    }

    @Test
    void levelShiftIsAnomalousForOneWindowAndThenLearned() {
        play(config(0, WindowConfig.ANY_AGE), """
                time | value | outcome          | published
                   0 |     9 | learning         |
                   1 |    11 | learning         |
                  10 |    99 | ANOMALOUS 10 1   | [0 #2 10.0]
                  11 |   101 | ANOMALOUS 10 1   |
                  20 |    99 | normal 100 1     | [10 #2 100.0]
                  21 |   101 | normal 100 1     |
                  30 |    10 | ANOMALOUS 100 1  | [20 #2 100.0]
                """);
    }

    @Test
    void windowsBeforeTheEpochHaveTheSameBorders() {
        play(config(0, WindowConfig.ANY_AGE), """
                time | value | outcome          | published
                 -20 |     7 | learning         |
                 -11 |    13 | learning         |
                 -10 |    10 | normal 10 3      | [-20 #2 10.0]
                  -1 |    10 | normal 10 3      |
                   0 |    10 | normal 10 0      | [-10 #2 10.0]
                """);
    }

    private static WindowConfig config(long allowedLatenessMillis, long baselineMaxAgeMillis) {
        return new WindowConfig(new TumblingWindows(10), allowedLatenessMillis, baselineMaxAgeMillis, RULE);
    }

    private static void play(WindowConfig config, String table) {
        SensorWindows windows = SensorWindows.of(config, SensorWindowsState.EMPTY);
        String played = table.lines().skip(1).map(line -> replay(windows, line)).collect(Collectors.joining("\n"));

        assertThat(played)
                .isEqualTo(table.lines().skip(1).map(String::stripTrailing).collect(Collectors.joining("\n")));
    }

    /** Applies a line's reading and writes the line anew, with what came of it. */
    private static String replay(SensorWindows windows, String line) {
        List<String> cells = List.of(line.split("\\|"));
        StringBuilder published = new StringBuilder();
        Consumer<PublishedWindow> publish = window -> published.append(" [%d #%d %s]"
                .formatted(window.start(), window.revision(), window.moments().mean()));

        Outcome outcome = windows.apply(
                Long.parseLong(cells.get(0).strip()),
                Double.parseDouble(cells.get(1).strip()),
                publish);

        return "%s|%s| %-17s|%s".formatted(cells.get(0), cells.get(1), text(outcome), published);
    }

    private static String text(Outcome outcome) {
        if (outcome instanceof Verdict.Normal normal) {
            return "normal " + numbers(normal.baseline());
        }
        if (outcome instanceof Verdict.Anomalous anomalous) {
            return "ANOMALOUS " + numbers(anomalous.baseline());
        }
        return Objects.equals(outcome, Outcome.Late.INSTANCE) ? "late" : "learning";
    }

    private static String numbers(Baseline baseline) {
        return "%.0f %.0f".formatted(baseline.mean(), baseline.std());
    }
}
