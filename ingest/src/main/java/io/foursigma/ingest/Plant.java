// SPDX-License-Identifier: Apache-2.0
package io.foursigma.ingest;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Greenhouses with three sensors each: temperature, humidity and soil nitrogen, with a daily curve, noise, and faults at
 * known times. A value is a function of seed, sensor and time alone.
 *
 * <p>Noise is uniform within fixed bounds and not Gaussian, for a Gaussian sensor judged against baselines of 20 values
 * raises a false alarm every few thousand readings. Time is cut into slots of ten windows; in each slot one fault befalls
 * one of the sensors ({@link #faults}). So there are three faults a minute at 10 or more readings per second, however
 * many sensors there are.
 *
 * @param sensorCount how many sensors, at least 1; three make a greenhouse
 * @param ratePerSecond values per second of each sensor, above 0
 * @param seed decides noise and faults
 */
public record Plant(int sensorCount, double ratePerSecond, long seed) implements Simulator {

    /** Twenty values in a window of two seconds. */
    public static final double DEFAULT_RATE_PER_SECOND = 10;

    private static final Duration LEAST_WINDOW = Duration.ofSeconds(2);
    private static final int VALUES_PER_WINDOW = 20;
    private static final long NOISE = 1;

    /** Checks the ranges. @throws IllegalArgumentException if a parameter is out of range */
    public Plant {
        SimulatorParameters.check(sensorCount, ratePerSecond);
    }

    @Override
    public String name() {
        return "plant";
    }

    @Override
    public List<String> sensors() {
        return SimulatorParameters.names(sensorCount, Plant::sensorName);
    }

    @Override
    public Duration window() {
        return SimulatorParameters.spanOf(VALUES_PER_WINDOW, ratePerSecond, LEAST_WINDOW);
    }

    @Override
    public Signal signal(int sensor) {
        FaultCalendar calendar = calendar();
        PlantQuantity quantity = quantity(sensor);
        return time -> {
            FaultCalendar.Entry entry = calendar.entryAt(time);
            return entry.hits(sensor, time) ? faulty(quantity, sensor, time, entry) : healthy(quantity, sensor, time);
        };
    }

    /**
     * The ground truth: every fault that touches the span, in order of time.
     *
     * @param from the span's begin, epoch milliseconds
     * @param to its end, exclusive
     */
    public List<Fault> faults(long from, long to) {
        FaultCalendar calendar = calendar();
        List<Fault> faults = new ArrayList<>();
        for (long slot = calendar.slotOf(from); slot <= calendar.slotOf(to - 1); slot++) {
            FaultCalendar.Entry entry = calendar.entry(slot);
            if (entry.from() < to && entry.to() > from) {
                faults.add(new Fault(sensorName(entry.sensor()), entry.from(), entry.to(), entry.kind()));
            }
        }
        return faults;
    }

    private FaultCalendar calendar() {
        long periodMillis = SimulatorParameters.spanOf(1, ratePerSecond, Duration.ofMillis(1))
                .toMillis();
        return new FaultCalendar(seed, sensorCount, window().toMillis(), periodMillis);
    }

    private double healthy(PlantQuantity quantity, int sensor, long time) {
        double noise = 2 * Scramble.unit(Scramble.hash(seed, NOISE, sensor, time)) - 1;
        return quantity.curve(time) + quantity.noise() * noise;
    }

    private double faulty(PlantQuantity quantity, int sensor, long time, FaultCalendar.Entry fault) {
        return switch (fault.kind()) {
            case SPIKE, DRIFT -> healthy(quantity, sensor, time) + fault.shiftStds(time) * quantity.noiseStd();
            case STUCK -> healthy(quantity, sensor, fault.from());
        };
    }

    private static PlantQuantity quantity(int sensor) {
        PlantQuantity[] all = PlantQuantity.values();
        return all[sensor % all.length];
    }

    private static String sensorName(int sensor) {
        int greenhouse = sensor / PlantQuantity.values().length + 1;
        return "greenhouse-" + greenhouse + "/" + quantity(sensor).word();
    }
}
