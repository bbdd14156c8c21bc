// SPDX-License-Identifier: Apache-2.0
package io.foursigma.stores.history;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.foursigma.schemas.Anomaly;
import io.foursigma.schemas.BaselineStats;
import io.foursigma.schemas.Position;
import io.foursigma.schemas.settings.Settings;
import io.foursigma.schemas.settings.SettingsTable;
import io.foursigma.stores.ReadingHistory.Budget;
import io.foursigma.stores.memory.InMemoryReadingHistory;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Single cases of {@link Explain}, with windows of 10 ms. A record's timestamp is the event time. */
final class ExplainTest {

    private static final Budget AMPLE = new Budget(1_000_000, 1L << 30, Duration.ofMinutes(1));

    private final InMemoryReadingHistory history = new InMemoryReadingHistory("topic", 1);
    private Settings settings = Settings.defaults();

    @Test
    void lateReadingInTheMiddleOfTheBaselineDoesNotCutIt() {
        fill(0, 100);
        append("s", 100, 1);
        append("s", 101, 3);
        for (int i = 0; i < 40; i++) {
            append("other", 102, 0);
        }
        append("s", 50, 9);
        append("s", 103, 1);
        append("s", 104, 3);
        long offset = append("s", 110, 50);
        Anomaly anomaly = anomaly(offset, 110, new BaselineStats(100, 110, 4, 2, 1), 48);
        assertThat(explain(anomaly))
                .isInstanceOfSatisfying(
                        Explanation.Agrees.class,
                        agrees -> assertThat(judgedBy(agrees.evidence()).readings())
                                .extracting(RawReading::time)
                                .containsExactly(100L, 101L, 103L, 104L));
        history.deleteBefore(0, offset - 20);
        assertThat(explain(anomaly))
                .isInstanceOfSatisfying(
                        Explanation.Gone.class, gone -> assertThat(gone.why()).contains("so far the numbers differ"));
    }

    @Test
    void alteredNumberDiffersInLogWithoutHeadWhereNothingBeforeCanReachTheBaseline() {
        settings = settings.with(SettingsTable.TIME_MAX_AHEAD, "100ms");
        fill(0, 1_000);
        long offset = append("s", 1_000, 50);
        BaselineStats altered = new BaselineStats(990, 1_000, 10, Math.nextUp(0.5), 0.5);
        Anomaly anomaly = anomaly(offset, 1_000, altered, 99);
        history.deleteBefore(0, 500);
        assertThat(explain(anomaly)).isInstanceOf(Explanation.Differs.class);
        history.deleteBefore(0, 950);
        assertThat(explain(anomaly)).isInstanceOf(Explanation.Gone.class);
    }

    @Test
    void constantBaselineThatIsCutDoesNotAgreeWithTheCountThatIsLeft() {
        for (int time = 0; time < 20; time++) {
            append("s", time, 1);
        }
        long offset = append("s", 20, 50);
        Anomaly altered = withoutSigmas(anomaly(offset, 20, new BaselineStats(10, 20, 9, 1, 0), 0));
        assertThat(explain(altered)).isInstanceOf(Explanation.Differs.class);
        history.deleteBefore(0, 11);
        assertThat(explain(altered))
                .isInstanceOfSatisfying(
                        Explanation.Gone.class, gone -> assertThat(gone.why()).contains("so far all numbers agree"));
    }

    @Test
    void readingsBehindItInItsOwnRecordTakeNoPart() {
        fill(0, 20);
        long offset = history.append(
                0,
                20,
                ("[{\"sensor\":\"s\",\"time\":20,\"value\":50},{\"sensor\":\"s\",\"time\":20,\"value\":50},"
                                + "{\"sensor\":\"s\",\"time\":40,\"value\":1}]")
                        .getBytes(UTF_8));
        BaselineStats baseline = new BaselineStats(10, 20, 10, 0.5, 0.5);
        assertThat(explain(anomaly(offset, 20, baseline, 99)))
                .isInstanceOfSatisfying(
                        Explanation.Agrees.class,
                        agrees -> assertThat(agrees.evidence().read()).isEqualTo(21));
    }

    @Test
    void positionThatHoldsNoReadingOfTheSensorIsNamed() {
        fill(0, 20);
        long offset = append("another", 20, 50);
        BaselineStats baseline = new BaselineStats(10, 20, 10, 0.5, 0.5);
        assertThat(explain(anomaly(offset, 20, baseline, 99)))
                .isEqualTo(new Explanation.Differs(List.of(new Difference("sensor", "s", "another")), null));
        assertThat(explain(anomaly(offset + 1, 20, baseline, 99)))
                .isInstanceOfSatisfying(
                        Explanation.Gone.class, gone -> assertThat(gone.why()).contains("ends at offset 21"));
        history.skip(0);
        assertThat(explain(anomaly(offset + 1, 20, baseline, 99)))
                .isEqualTo(new Explanation.Gone("Kafka holds no reading at its position"));
        long dead = history.append(0, 20, "no reading".getBytes(UTF_8));
        assertThat(explain(anomaly(dead, 20, baseline, 99)))
                .isInstanceOfSatisfying(
                        Explanation.Differs.class,
                        differs -> assertThat(differs.differences().get(0).recomputed())
                                .startsWith("dead letter: "));
    }

    @Test
    void ruleThatIsNoneDiffers() {
        fill(0, 20);
        Anomaly given = anomaly(append("s", 20, 50), 20, new BaselineStats(10, 20, 10, 0.5, 0.5), 99);
        Anomaly without = new Anomaly(
                given.position(), "s", 20, 50, 99.0, given.baseline(), new Anomaly.Rule(-1, 8, 0), 20, 30, 20, 27);
        assertThat(explain(without)).isInstanceOf(Explanation.Differs.class);
    }

    @Test
    void pictureOfVeryManyReadingsKeepsTheLeastAndTheGreatest() {
        fill(0, 10);
        int many = 7_001;
        for (int i = 0; i < many; i++) {
            append("s", 10, i == 3_456 ? 2 : i == 6_543 ? -1 : i % 2);
        }
        long offset = append("s", 20, 50);
        Anomaly unlike = anomaly(offset, 20, new BaselineStats(10, 20, many, 0, 0), 0);
        assertThat(explain(unlike)).isInstanceOfSatisfying(Explanation.Differs.class, differs -> {
            Evidence.JudgedBy by = judgedBy(Objects.requireNonNull(differs.evidence()));
            assertThat(by.readings())
                    .hasSizeBetween(1_998, EvenSample.MOST)
                    .isSortedAccordingTo((a, b) -> Long.compare(a.offset(), b.offset()));
            assertThat(by.readings()).extracting(RawReading::value).contains(-1.0, 2.0);
            assertThat(by.readings().size() + by.leftOut()).isEqualTo(many);
            assertThat(by.min()).isEqualTo(-1);
            assertThat(by.max()).isEqualTo(2);
            assertThat(by.baseline().count()).isEqualTo(many);
        });
    }

    /** As it is where the baseline is constant. */
    private static Anomaly withoutSigmas(Anomaly anomaly) {
        return new Anomaly(
                anomaly.position(),
                anomaly.sensor(),
                anomaly.time(),
                anomaly.value(),
                null,
                anomaly.baseline(),
                anomaly.rule(),
                anomaly.windowStart(),
                anomaly.windowEnd(),
                anomaly.received(),
                anomaly.judged());
    }

    private static Evidence.JudgedBy judgedBy(Evidence evidence) {
        return Objects.requireNonNull(evidence.judgedBy());
    }

    private Explanation explain(Anomaly anomaly) {
        return new Explain(history, settings, AMPLE).explain(anomaly);
    }

    /** A reading each millisecond, 0 and 1 by turns. */
    private void fill(int from, int to) {
        for (int time = from; time < to; time++) {
            append("s", time, time % 2);
        }
    }

    private long append(String sensor, long time, double value) {
        String json = "{\"sensor\":\"%s\",\"time\":%d,\"value\":%s}".formatted(sensor, time, value);
        return history.append(0, time, json.getBytes(UTF_8));
    }

    private static Anomaly anomaly(long offset, long time, BaselineStats baseline, double sigmas) {
        return new Anomaly(
                new Position("topic", 0, offset, 0),
                "s",
                time,
                50,
                sigmas,
                baseline,
                new Anomaly.Rule(1, 1, 0),
                time,
                time + 10,
                time,
                time + 7);
    }
}
