// SPDX-License-Identifier: Apache-2.0
package io.foursigma.ingest;

import io.foursigma.schemas.Reading;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * The readings of a simulator from a time on, in order of event time. The sensors take turns: with n sensors, reading j
 * is that of sensor {@code j mod n} and has the event time {@code start + floor(j * 1000 / (rate * n))} ms.
 */
public final class SimulatedReadings {

    private static final double MILLIS_PER_SECOND = 1_000;

    private final List<String> sensors;
    private final List<Simulator.Signal> signals;
    private final double millisPerReading;
    private long start;
    private long next;

    /** The readings of this simulator, the first one at {@code start} in epoch milliseconds. */
    public SimulatedReadings(Simulator simulator, long start) {
        this.sensors = simulator.sensors();
        this.signals =
                IntStream.range(0, sensors.size()).mapToObj(simulator::signal).toList();
        this.millisPerReading = MILLIS_PER_SECOND / (simulator.ratePerSecond() * sensors.size());
        this.start = start;
    }

    /**
     * Lets the next reading have this event time, as if nothing had been measured since the one before. Its value follows on
     * that one's.
     *
     * @param time epoch milliseconds, not before the next reading's event time
     */
    public void goOnAt(long time) {
        start += time - nextTime();
    }

    /** The event time of the next reading, epoch milliseconds. */
    public long nextTime() {
        return start + (long) (next * millisPerReading);
    }

    /**
     * Hands on every reading that was not handed on yet and lies before a time.
     *
     * @param until epoch milliseconds, exclusive
     * @param sink takes the readings; a reading that it throws at is not handed on again
     * @return how many there were
     */
    public long emitUntil(long until, Consumer<Reading> sink) {
        long first = next;
        for (long time = nextTime(); time < until; time = nextTime()) {
            int sensor = (int) (next % sensors.size());
            next++;
            sink.accept(
                    new Reading(sensors.get(sensor), time, signals.get(sensor).next(time)));
        }
        return next - first;
    }
}
