// SPDX-License-Identifier: Apache-2.0
package io.foursigma.stores.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import io.foursigma.schemas.Anomaly;
import io.foursigma.stores.ReadingHistory.Budget;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds of every explanation, whatever the stream was. */
final class ExplainLawsTest {

    private static final Budget AMPLE = new Budget(1_000_000, 1L << 30, Duration.ofMinutes(5));
    private static final int RECORDS = 500;

    static LongStream seeds() {
        return LongStream.range(0, 40);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void everyAnomalyOfALogThatIsWholeAgreesWithTheReadingsOfItsBaseline(long seed) {
        JudgedStream stream = new JudgedStream(seed, true).run(RECORDS);
        assertThat(stream.anomalies).isNotEmpty();
        for (Anomaly anomaly : stream.anomalies) {
            Evidence.JudgedBy by = agreed(explain(stream, anomaly, AMPLE));
            assertThat(by.readings()).hasSize((int) anomaly.baseline().count());
            assertThat(by.readings().stream().mapToDouble(RawReading::value).sum()
                            / by.readings().size())
                    .isCloseTo(anomaly.baseline().mean(), offset(1e-9));
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void everyNumberThatIsAlteredDiffers(long seed) {
        JudgedStream stream = new JudgedStream(seed, true).run(RECORDS);
        for (Anomaly anomaly : some(stream, seed)) {
            for (Anomaly altered : Altered.each(anomaly)) {
                assertThat(explain(stream, altered, AMPLE)).as("%s", altered).isInstanceOf(Explanation.Differs.class);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void logWithoutItsHeadProvesNothingThatIsNotTrue(long seed) {
        JudgedStream stream = new JudgedStream(seed, true).run(RECORDS);
        List<Anomaly> some = some(stream, seed);
        long head = some.get(0).position().offset() / 2;
        while (head < RECORDS) {
            for (Anomaly anomaly : some) {
                stream.history.deleteBefore(anomaly.position().partition(), head);
                assertThat(explain(stream, anomaly, AMPLE))
                        .as("%s", anomaly)
                        .isNotInstanceOf(Explanation.Differs.class);
                for (Anomaly altered : Altered.each(anomaly)) {
                    assertThat(explain(stream, altered, AMPLE))
                            .as("%s", altered)
                            .isNotInstanceOf(Explanation.Agrees.class);
                }
            }
            head += 23;
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void baselineThatRetentionHasCutDoesNotAgree(long seed) {
        JudgedStream whole = new JudgedStream(seed, true).run(RECORDS);
        for (Anomaly anomaly : some(whole, seed)) {
            Evidence.JudgedBy by = agreed(explain(whole, anomaly, AMPLE));
            JudgedStream cut = new JudgedStream(seed, true).run(RECORDS);
            cut.history.deleteBefore(
                    anomaly.position().partition(), by.readings().get(0).offset() + 1);
            assertThat(explain(cut, anomaly, AMPLE)).as("%s", anomaly).isInstanceOf(Explanation.Gone.class);
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void smallBudgetEndsUnfinishedAndNeverWrong(long seed) {
        JudgedStream stream = new JudgedStream(seed, true).run(RECORDS);
        for (Anomaly anomaly : some(stream, seed)) {
            for (int records = 0; records < 200; records += 7) {
                Budget small = new Budget(records, 1L << 30, Duration.ofMinutes(1));
                assertThat(explain(stream, anomaly, small))
                        .as("%s", anomaly)
                        .isInstanceOfAny(Explanation.Agrees.class, Explanation.Unfinished.class);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void sensorInSeveralPartitionsIsNeverSaidToDiffer(long seed) {
        JudgedStream stream = new JudgedStream(seed, false).run(RECORDS);
        for (Anomaly anomaly : stream.anomalies) {
            assertThat(explain(stream, anomaly, AMPLE))
                    .as("%s", anomaly)
                    .isInstanceOfAny(Explanation.Agrees.class, Explanation.Unfinished.class);
            Anomaly altered = Altered.each(anomaly).get(9);
            assertThat(explain(stream, altered, AMPLE)).as("%s", altered).isNotInstanceOf(Explanation.Agrees.class);
        }
    }

    private static Explanation explain(JudgedStream stream, Anomaly anomaly, Budget budget) {
        return new Explain(stream.history, stream.settings, budget).explain(anomaly);
    }

    private static Evidence.JudgedBy agreed(Explanation explanation) {
        assertThat(explanation).isInstanceOf(Explanation.Agrees.class);
        return Objects.requireNonNull(
                ((Explanation.Agrees) explanation).evidence().judgedBy());
    }

    private static List<Anomaly> some(JudgedStream stream, long seed) {
        Random random = new Random(seed);
        return random.ints(12, 0, stream.anomalies.size())
                .mapToObj(stream.anomalies::get)
                .toList();
    }
}
