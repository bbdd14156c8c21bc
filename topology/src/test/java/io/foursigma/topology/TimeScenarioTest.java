// SPDX-License-Identifier: Apache-2.0
package io.foursigma.topology;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What time does, each word of docs/time.md as a {@link TimeTable}. Windows are 10 ms long, 2 readings make a baseline. */
class TimeScenarioTest {

    @Test
    void everySensorHasAWatermarkOfItsOwn() {
        TimeTable.play(settings(), """
                sensor | time | value | verdict      | windows
                a      |    0 |     7 | learning     |
                a      |    5 |    13 | learning     |
                b      | 9000 |     1 | learning     |
                a      |    9 |    10 | learning     |
                b      | 9010 |     1 | learning     | 9000 #1 1.0
                a      |   10 |    10 | normal 10 2  | 0 #3 10.0
                """);
    }

    @Test
    void windowIsBornWithItsBaselineAndALateReadingChangesItNoMore() {
        TimeTable.play(settings("window.allowed-lateness", "10ms"), """
                sensor | time | value | verdict        | windows
                a      |    0 |     7 | learning       |
                a      |    1 |    13 | learning       |
                a      |   10 |    10 | normal 10 3    | 0 #2 10.0
                a      |    2 |   100 | judged         | 0 #3 40.0
                a      |   11 |    10 | normal 10 3    |
                a      |   12 |    40 | ANOMALOUS 10 3 |
                a      |   20 |    40 | normal 20 14   | 10 #3 20.0
                """);
    }

    @Test
    void withinTheAllowedLatenessAWindowIsRevisedBeyondItNothingChangesButTheRunningStatistics() {
        List<String> index = TimeTable.play(settings("window.allowed-lateness", "5ms"), """
                sensor | time | value | verdict        | count | windows
                a      |    0 |     7 | learning       |     1 |
                a      |    9 |    13 | learning       |     2 |
                a      |   14 |    10 | normal 10 3    |     3 | 0 #2 10.0
                a      |    3 |    13 | judged         |     4 | 0 #3 11.0
                a      |    4 |     7 | judged         |     5 | 0 #4 10.0
                a      |   15 |    10 | normal 10 3    |     6 |
                a      |    5 |   999 | late           |     7 |
                a      |   16 |    10 | normal 10 3    |     8 |
                a      |   20 |    10 | normal 10 0    |     9 | 10 #3 10.0
                """);
        assertThat(index).containsExactly("a 0 #4 10.0", "a 10 #3 10.0");
    }

    @Test
    void lateReadingIsCountedAndGetsNoVerdictHoweverOddItIs() {
        TimeTable.play(settings(), """
                sensor | time | value | verdict        | count | windows
                a      |    0 |     7 | learning       |     1 |
                a      |    9 |    13 | learning       |     2 |
                a      |   10 |    10 | normal 10 3    |     3 | 0 #2 10.0
                a      |    9 |   1e9 | late           |     4 |
                a      |   11 |    23 | ANOMALOUS 10 3 |     5 |
                """);
    }

    @Test
    void readingThatStepsBackWithinTheOpenWindowIsJudged() {
        TimeTable.play(settings(), """
                sensor | time | value | verdict        | windows
                a      |    0 |     7 | learning       |
                a      |    1 |    13 | learning       |
                a      |   19 |    10 | normal 10 3    | 0 #2 10.0
                a      |   12 |    10 | judged         |
                a      |   11 |    23 | ANOMALOUS 10 3 |
                """);
    }

    @Test
    void windowThatIsBornLateIsPublishedAtOnceAndHasTheBaselineBeforeIt() {
        TimeTable.play(settings("window.allowed-lateness", "1s"), """
                sensor | time | value | verdict        | windows
                a      |    0 |     7 | learning       |
                a      |    1 |    13 | learning       |
                a      |   30 |    20 | normal 10 3    | 0 #2 10.0
                a      |   12 |    40 | ANOMALOUS 10 3 | 10 #1 40.0
                a      |   13 |    10 | judged         | 10 #2 25.0
                a      |   31 |    23 | ANOMALOUS 10 3 |
                """);
    }

    @Test
    void baselineOfTooFewReadingsJudgesNothing() {
        TimeTable.play(settings("baseline.min-count", "3"), """
                sensor | time | value | verdict        | windows
                a      |    0 |     7 | learning       |
                a      |    1 |    13 | learning       |
                a      |   10 |   999 | learning       | 0 #2 10.0
                a      |   11 |    -1 | learning       |
                a      |   12 |     2 | learning       |
                a      |   20 |   333 | normal 333 471 | 10 #3 333.3333333333333
                """);
    }

    @Test
    void emptyWindowsAreNeitherPublishedNorABaseline() {
        TimeTable.play(settings(), """
                sensor | time  | value | verdict        | windows
                a      |     0 |     7 | learning       |
                a      |     1 |    13 | learning       |
                a      | 50000 |    10 | normal 10 3    | 0 #2 10.0
                a      | 50001 |    23 | ANOMALOUS 10 3 |
                """);
    }

    @Test
    void baselineBeyondTheMaximumAgeIsNone() {
        TimeTable.play(settings("baseline.max-age", "20ms"), """
                sensor | time | value | verdict        | windows
                a      |    0 |     7 | learning       |
                a      |    1 |    13 | learning       |
                a      |   39 |    99 | ANOMALOUS 10 3 | 0 #2 10.0
                a      |   38 |    99 | ANOMALOUS 10 3 |
                a      |   70 |     1 | learning       | 30 #2 99.0
                """);
    }

    @Test
    void silentSensorsOpenWindowIsPublishedOncePerRevisionAndMakesNothingLate() {
        List<String> index = TimeTable.play(settings("window.idle-publish", "30s"), """
                wall | sensor | time | value | verdict     | count | windows
                   0 | a      |    0 |     7 | learning    |     1 |
                  29 |        |      |       |             |       |
                  31 |        |      |       |             |       | a 0 #1 7.0
                 300 |        |      |       |             |       |
                 301 | a      |    5 |    13 | learning    |     2 |
                 302 | a      |    1 |    10 | judged      |     3 |
                 333 |        |      |       |             |       | a 0 #3 10.0
                 334 | a      |   10 |    10 | normal 10 2 |     4 | 0 #3 10.0
                 335 | a      |    2 |    10 | late        |     5 |
                """);
        assertThat(index).containsExactly("a 0 #3 10.0");
    }

    @Test
    void idlePublishingIsRepeatedAfterARestartAlsoOfSensorsThatAreNotInMemory() {
        List<String> index = TimeTable.play(settings("window.idle-publish", "30s"), """
                wall | sensor  | time | value | verdict     | count | windows
                   0 | a       |    0 |     7 | learning    |     1 |
                   0 | a       |    1 |    13 | learning    |     2 |
                   0 | b       |    3 |     1 | learning    |     1 |
                  10 | restart |      |       |             |       |
                  39 |         |      |       |             |       |
                  41 |         |      |       |             |       | b 0 #1 1.0, a 0 #2 10.0
                 100 |         |      |       |             |       |
                 200 | restart |      |       |             |       |
                 225 | b       |    4 |     3 | learning    |     2 |
                 231 |         |      |       |             |       | a 0 #2 10.0
                 256 |         |      |       |             |       | b 0 #2 2.0
                 257 | a       |    2 |    10 | learning    |     3 |
                """);
        assertThat(index).containsExactly("a 0 #2 10.0", "b 0 #2 2.0");
    }

    @Test
    void withoutIdlePublishingAnOpenWindowWaits() {
        TimeTable.play(settings("window.idle-publish", "never"), """
                wall | sensor  | time | value | verdict     | windows
                   0 | a       |    0 |     7 | learning    |
                9000 |         |      |       |             |
                9001 | restart |      |       |             |
                9500 |         |      |       |             |
                9501 | a       |   10 |     7 | learning    | 0 #1 7.0
                """);
    }

    @Test
    void readingFromTheFutureIsADeadLetterAndClosesNoWindow() {
        TimeTable.play(settings("time.max-ahead", "5s"), """
                sensor | received | time  | value | verdict                    | count | windows
                a      |     1000 |     0 |     7 | learning                   |     1 |
                a      |     1000 |  6001 |    13 | dead letter time.max-ahead |       |
                a      |     1001 |     1 |    13 | learning                   |     2 |
                a      |     1001 |  6001 |    10 | normal 10 3                |     3 | 0 #2 10.0
                a      |        0 |  5001 |     0 | dead letter time.max-ahead |       |
                a      |     9999 |  6002 |    23 | ANOMALOUS 10 3             |     4 |
                """);
    }

    @Test
    void timesBeforeTheEarliestAndFromTheLatestOnAreDeadLetters() {
        TimeTable.play(settings("time.max-ahead", "off"), """
                sensor | time                     | value | verdict                   | count
                a      | 1969-12-31T23:59:59.999Z |     7 | dead letter time.earliest |
                a      | 1970-01-01T00:00:00Z     |     7 | learning                  |     1
                a      | 2200-01-01T00:00:00Z     |     7 | dead letter time.latest   |
                a      | 2199-12-31T23:59:59.999Z |     7 | learning                  |     2
                """);
    }

    private static Map<String, String> settings(String... namesAndValues) {
        Map<String, String> settings = new HashMap<>(Map.of("window.length", "10ms", "baseline.min-count", "2"));
        for (int i = 0; i < namesAndValues.length; i += 2) {
            settings.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return settings;
    }
}
