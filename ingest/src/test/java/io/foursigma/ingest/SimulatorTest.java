// SPDX-License-Identifier: Apache-2.0
package io.foursigma.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.foursigma.schemas.Reading;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SimulatorTest {

    private static final long START = 1_700_000_000_000L;

    static Stream<Simulator> simulators() {
        return Stream.of(new RandomWalk(3, 100, 42), new Uniform(3, 0.1, 42), new Plant(3, 10, 42));
    }

    @ParameterizedTest
    @MethodSource("simulators")
    void theSameSeedGivesTheSameReadings(Simulator simulator) {
        long span = simulator.window().toMillis() * 3;
        assertThat(readings(simulator, span))
                .as("seed 42")
                .isEqualTo(readings(simulator, span))
                .hasSizeGreaterThan(100);
    }

    @ParameterizedTest
    @MethodSource("simulators")
    void sensorsHaveNamesAndValuesOfTheirOwn(Simulator simulator) {
        List<Reading> first = readings(simulator, simulator.window().toMillis()).subList(0, 3);
        assertThat(simulator.sensors()).doesNotHaveDuplicates();
        assertThat(first).extracting(Reading::sensor).isEqualTo(simulator.sensors());
        assertThat(first).as("seed 42").extracting(Reading::value).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @MethodSource("simulators")
    void aWindowHoldsEnoughValuesForTheRule(Simulator simulator) {
        assertThat(simulator.window().toMillis() / 1_000.0 * simulator.ratePerSecond())
                .isGreaterThanOrEqualTo(20);
    }

    @Test
    void windowsAtTheUsualRates() {
        assertThat(new RandomWalk(1, RandomWalk.DEFAULT_RATE_PER_SECOND, 1).window())
                .isEqualTo(Duration.ofSeconds(2));
        assertThat(new Uniform(1, Uniform.DEFAULT_RATE_PER_SECOND, 1).window()).isEqualTo(Duration.ofMinutes(10));
        assertThat(new Plant(1, Plant.DEFAULT_RATE_PER_SECOND, 1).window()).isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void aRandomWalkTakesTheStepsOfItsFormula() {
        Simulator.Signal walk = new RandomWalk(1, 100, 99).signal(0);
        Random random = new Random(Scramble.hash(99, 0));
        double direction = 0;
        double value = 0;
        int atTheBound = 0;
        for (int step = 0; step < 1_000; step++) {
            direction += random.nextGaussian();
            direction = direction > 0.75 ? 0.75 : direction < -0.75 ? -0.75 : direction;
            atTheBound += Math.abs(direction) == 0.75 ? 1 : 0;
            value += direction;
            assertThat(walk.next(START)).as("seed 99, step %d", step).isEqualTo(value);
        }
        assertThat(atTheBound).as("seed 99").isBetween(300, 900);
    }

    @Test
    void uniformValuesFillTheUnitInterval() {
        Simulator.Signal uniform = new Uniform(1, 0.1, 5).signal(0);
        double sum = 0;
        for (int i = 0; i < 100_000; i++) {
            double value = uniform.next(START);
            assertThat(value).as("seed 5").isGreaterThanOrEqualTo(0).isLessThan(1);
            sum += value;
        }
        assertThat(sum / 100_000).as("seed 5").isBetween(0.495, 0.505);
    }

    @Test
    void eventTimesAreNominalAndSensorsTakeTurns() {
        List<Reading> readings = readings(new Plant(2, 10, 1), 1_000);
        assertThat(readings).hasSize(20);
        for (int i = 0; i < 20; i++) {
            assertThat(readings.get(i).time()).isEqualTo(START + i * 50L);
        }
        assertThat(readings.get(7).sensor()).isEqualTo("greenhouse-1/humidity");
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.1, 3, 10, 1_000, 2_500})
    void everySensorKeepsItsRateWithoutDrift(double ratePerSecond) {
        long spanMillis = 1_000_000;
        List<Reading> readings = new ArrayList<>();
        new SimulatedReadings(new Uniform(2, ratePerSecond, 1), 0).emitUntil(spanMillis, readings::add);
        assertThat((double) readings.size()).isBetween(2_000 * ratePerSecond, 2_000 * ratePerSecond + 2);
        assertThat(readings).isSortedAccordingTo((a, b) -> Long.compare(a.time(), b.time()));
    }

    @Test
    void cuttingASpanChangesNothing() {
        Plant plant = new Plant(5, 7, 3);
        SimulatedReadings cut = new SimulatedReadings(plant, START);
        List<Reading> pieces = new ArrayList<>();
        Random random = new Random(17);
        for (long until = START; until < START + 60_000; until += random.nextInt(500)) {
            cut.emitUntil(until, pieces::add);
        }
        cut.emitUntil(START + 60_000, pieces::add);
        assertThat(pieces).as("seed 17").isEqualTo(readings(plant, 60_000));
    }

    @Test
    void badParametersAreNamedWithTheirCure() {
        assertThatThrownBy(() -> new Plant(3, -1, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("rate = -1: give a number above 0");
        assertThatThrownBy(() -> new Uniform(3, Double.NaN, 0)).hasMessage("rate = NaN: give a number above 0");
        assertThatThrownBy(() -> new Uniform(3, Double.POSITIVE_INFINITY, 0))
                .hasMessage("rate = Infinity: give a number above 0");
        assertThatThrownBy(() -> new RandomWalk(0, 1, 0)).hasMessage("sensors = 0: give a whole number above 0");
    }

    @Test
    void scrambledNumbersAreUniformAndDistinct() {
        HashSet<Long> seen = new HashSet<>();
        double sum = 0;
        for (long i = 0; i < 100_000; i++) {
            long hash = Scramble.hash(1, i);
            seen.add(hash);
            sum += Scramble.unit(hash);
        }
        assertThat(seen).hasSize(100_000);
        assertThat(sum / 100_000).isBetween(0.495, 0.505);
        assertThat(Scramble.hash(1, 2, 3)).isNotEqualTo(Scramble.hash(1, 3, 2));
    }

    private static List<Reading> readings(Simulator simulator, long spanMillis) {
        List<Reading> readings = new ArrayList<>();
        new SimulatedReadings(simulator, START).emitUntil(START + spanMillis, readings::add);
        return readings;
    }
}
