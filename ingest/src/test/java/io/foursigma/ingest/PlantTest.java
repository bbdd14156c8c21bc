// SPDX-License-Identifier: Apache-2.0
package io.foursigma.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.foursigma.schemas.Reading;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PlantTest {

    private static final long START = 1_700_000_000_000L;
    private static final long HOUR = 3_600_000;

    @Test
    void threeSensorsMakeAGreenhouse() {
        assertThat(new Plant(4, 10, 1).sensors())
                .containsExactly(
                        "greenhouse-1/temperature",
                        "greenhouse-1/humidity",
                        "greenhouse-1/nitrogen",
                        "greenhouse-2/temperature");
    }

    @Test
    void aValueFollowsFromSeedSensorAndTimeWhateverCameBefore() {
        Plant plant = new Plant(6, 10, 7);
        Simulator.Signal fromStart = plant.signal(4);
        for (long time = START; time < START + HOUR; time += 700) {
            assertThat(fromStart.next(time))
                    .as("seed 7, time %d", time)
                    .isEqualTo(plant.signal(4).next(time));
        }
        assertThat(new Plant(6, 10, 8).signal(4).next(START))
                .isNotEqualTo(plant.signal(4).next(START));
    }

    @Test
    void aHealthyValueIsTheDailyCurveAndBoundedNoise() {
        Plant plant = new Plant(1, 10, 3);
        List<Fault> faults = plant.faults(START, START + 24 * HOUR);
        List<Double> temperatures = new ArrayList<>();
        for (long time = START; time < START + 24 * HOUR; time += 10_000) {
            double value = plant.signal(0).next(time);
            if (!isFaulty(faults, "greenhouse-1/temperature", time, 0)) {
                double curve = 21 + 4 * Math.sin(2 * Math.PI * (time / (double) HOUR - 9) / 24);
                assertThat(value).as("seed 3, time %d", time).isBetween(curve - 0.3 - 1e-6, curve + 0.3 + 1e-6);
                temperatures.add(value);
            }
        }
        assertThat(temperatures).hasSizeGreaterThan(5_000);
        assertThat(Collections.max(temperatures)).isGreaterThan(24.9);
        assertThat(Collections.min(temperatures)).isLessThan(17.1);
    }

    @Test
    void groundTruthIsTheSameHoweverTheSpanIsCut() {
        Plant plant = new Plant(9, 10, 11);
        List<Fault> whole = plant.faults(-HOUR, HOUR);
        List<Fault> parts = new ArrayList<>(plant.faults(-HOUR, 12_345));
        plant.faults(12_345, HOUR).stream()
                .filter(fault -> fault.from() >= 12_345)
                .forEach(parts::add);
        assertThat(parts).isEqualTo(whole).hasSize(360);
    }

    @Test
    void everyFaultStaysInItsSlotAndIsAsLongAsItsKind() {
        Plant plant = new Plant(9, 10, 12);
        for (Fault fault : plant.faults(START, START + 10 * HOUR)) {
            assertThat(Math.floorDiv(fault.from(), 20_000))
                    .as("seed 12, %s", fault)
                    .isEqualTo(Math.floorDiv(fault.to() - 1, 20_000));
            long length = switch (fault.kind()) {
                case SPIKE -> 100;
                case STUCK -> 8_000;
                case DRIFT -> 16_000;
            };
            assertThat(fault.to() - fault.from()).as("seed 12, %s", fault).isEqualTo(length);
        }
    }

    @Test
    void aStuckSensorRepeatsOneValueAndThenGoesOn() {
        Plant plant = new Plant(3, 10, 5);
        List<Fault> stuck = plant.faults(START, START + HOUR).stream()
                .filter(fault -> fault.kind() == FaultKind.STUCK)
                .toList();
        assertThat(stuck).as("seed 5").isNotEmpty();
        for (Fault fault : stuck) {
            Simulator.Signal signal = plant.signal(plant.sensors().indexOf(fault.sensor()));
            double first = signal.next(fault.from());
            assertThat(signal.next(fault.from() + 4_000)).isEqualTo(first);
            assertThat(signal.next(fault.to() - 1)).isEqualTo(first);
            assertThat(signal.next(fault.to())).isNotEqualTo(first);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void theRuleFindsSpikesAndReleasesAndAFewAMinuteAltogether(long seed) {
        Plant plant = new Plant(12, Plant.DEFAULT_RATE_PER_SECOND, seed);
        long window = plant.window().toMillis();
        long minutes = 120;
        PlainRule rule = new PlainRule(window);
        new SimulatedReadings(plant, START).emitUntil(START + minutes * 60_000, rule::take);
        List<Fault> faults = plant.faults(START, START + minutes * 60_000);
        List<Fault> spikes =
                faults.stream().filter(fault -> fault.kind() == FaultKind.SPIKE).toList();
        long found = spikes.stream()
                .filter(spike -> rule.anomalies().stream().anyMatch(anomaly -> isIn(anomaly, spike)))
                .count();
        long falseAlarms = rule.anomalies().stream()
                .filter(anomaly -> !isFaulty(faults, anomaly.sensor(), anomaly.time(), 2 * window))
                .count();

        assertThat(found / (double) spikes.size()).as("found, seed %d", seed).isGreaterThan(0.97);
        assertThat(falseAlarms / (double) rule.judged())
                .as("false alarms per reading, seed %d", seed)
                .isLessThan(5e-5);
        assertThat(rule.anomalies().size() / (double) minutes)
                .as("anomalies per minute, seed %d", seed)
                .isBetween(2.0, 12.0);
    }

    private static boolean isIn(Reading reading, Fault fault) {
        return reading.sensor().equals(fault.sensor()) && reading.time() >= fault.from() && reading.time() < fault.to();
    }

    private static boolean isFaulty(List<Fault> faults, String sensor, long time, long echoMillis) {
        return faults.stream()
                .anyMatch(fault ->
                        fault.sensor().equals(sensor) && fault.from() <= time && time < fault.to() + echoMillis);
    }
}
