// SPDX-License-Identifier: Apache-2.0
package io.foursigma.bench.cli.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.foursigma.bench.cli.quality.NabScore.Alarms;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The definition of the score, worked out by hand: the sigmoid is the hyperbolic tangent of -2.5 y. */
class NabScoreTest {

    private static final Offset<Double> EXACT = within(1e-14);

    /** 100 rows, of which the first 15 count nothing, and anomalies of 10 rows and of 1. */
    private static final NabScore SCORE = new NabScore(100, List.of(new Rows(40, 49), new Rows(90, 90)));

    @ParameterizedTest
    @CsvSource({
        "-1, 0.9866142981514303",
        "-0.5, 0.8482836399575129",
        "0, 0",
        "0.5, -0.8482836399575129",
        "1, -0.9866142981514303",
        "2.999, -0.9999993851288645",
        "3, -1",
        "Infinity, -1"
    })
    void theSigmoidFallsFromTheBeginOfAnAnomalyToFarBehindIt(double y, double expected) {
        assertThat(NabScore.sigmoid(y)).isCloseTo(expected, within(1e-12));
    }

    @ParameterizedTest
    @CsvSource({"40, 1", "44, 0.9174286804284078", "49, 0.24824154977542992"})
    void anAnomalyIsWorthTheMoreTheEarlierItIsFound(int row, double worth) {
        assertThat(SCORE.raw(alarms(row), Profile.STANDARD)).isCloseTo(worth - 1, EXACT);
        assertThat(SCORE.raw(alarms(row, 49), Profile.STANDARD))
                .as("the first alarm counts")
                .isCloseTo(worth - 1, EXACT);
    }

    @ParameterizedTest
    @CsvSource({
        "50, 0.2708471185167214",
        "58, 0.9866142981514303",
        "76, 1",
        "89, 1",
        "39, 1",
        "15, 1",
        "91, 1",
        "14, 0",
        "0, 0"
    })
    void aFalseAlarmCostsTheMoreTheFartherBehindAnAnomalyItIs(int row, double cost) {
        double missed = -2;
        assertThat(SCORE.raw(alarms(row), Profile.STANDARD)).isCloseTo(missed - 0.11 * cost, EXACT);
        assertThat(SCORE.raw(alarms(row), Profile.REWARD_LOW_FP)).isCloseTo(missed - 0.22 * cost, EXACT);
        assertThat(SCORE.raw(alarms(row), Profile.REWARD_LOW_FN)).isCloseTo(2 * missed - 0.11 * cost, EXACT);
    }

    @ParameterizedTest
    @EnumSource(Profile.class)
    void noAlarmCostsAllAnomaliesAndThePerfectOneIsWorthAll(Profile profile) {
        assertThat(SCORE.ofNull(profile)).isEqualTo(-2 * profile.missed());
        assertThat(SCORE.ofPerfect(profile)).isCloseTo(2, EXACT);
    }

    @Test
    void theProbationaryPeriodIsShortAndItsAnomaliesAreNone() {
        assertThat(new NabScore(4_032, List.of()).probationRows()).isEqualTo(604);
        assertThat(new NabScore(5_000, List.of()).probationRows()).isEqualTo(750);
        assertThat(new NabScore(22_695, List.of()).probationRows()).isEqualTo(750);
        NabScore early = new NabScore(100, List.of(new Rows(3, 14), new Rows(40, 49)));
        assertThat(early.ofNull(Profile.STANDARD)).isEqualTo(-1);
        assertThat(early.ofPerfect(Profile.STANDARD)).isCloseTo(1, EXACT);
    }

    @Test
    void alarmsAreCountedByWhatTheyHit() {
        assertThat(SCORE.count(alarms(3, 20, 41, 42, 50, 90))).isEqualTo(new Alarms(2, 2, 2));
        assertThat(SCORE.count(new BitSet())).isEqualTo(new Alarms(2, 0, 0));
    }

    private static BitSet alarms(int... rows) {
        BitSet alarms = new BitSet();
        IntStream.of(rows).forEach(alarms::set);
        return alarms;
    }
}
