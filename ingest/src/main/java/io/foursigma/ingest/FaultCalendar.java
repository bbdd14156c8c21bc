// SPDX-License-Identifier: Apache-2.0
package io.foursigma.ingest;

/**
 * Which sensor of a plant is wrong when. Time is cut into slots of ten windows; each slot holds one fault of one sensor,
 * wholly inside, and follows from the seed and the slot's number alone.
 */
final class FaultCalendar {

    private static final int SLOT_WINDOWS = 10;
    private static final int STUCK_WINDOWS = 4;
    private static final int DRIFT_WINDOWS = 8;
    private static final double STUCK_SHARE = 0.1;
    private static final double DRIFT_SHARE = 0.2;
    private static final double LEAST_SPIKE_STDS = 12;
    private static final double MOST_SPIKE_STDS = 20;

    /** Less than one standard deviation per window: too slow for a rule that compares two neighbouring windows. */
    private static final double DRIFT_STDS = 3;

    private static final long CALENDAR = 2;

    private final long seed;
    private final int sensorCount;
    private final long windowMillis;
    private final long periodMillis;
    private Entry latest;

    FaultCalendar(long seed, int sensorCount, long windowMillis, long periodMillis) {
        this.seed = seed;
        this.sensorCount = sensorCount;
        this.windowMillis = windowMillis;
        this.periodMillis = periodMillis;
        this.latest = entry(0);
    }

    /**
     * A slot's fault.
     *
     * @param slot the slot's number
     * @param sensor the place of the sensor that is wrong
     * @param from the first event time, epoch milliseconds
     * @param to the end, exclusive
     * @param kind what is wrong
     * @param peakStds how far a spike or a drift goes at most, in standard deviations of the noise, with its sign
     */
    record Entry(long slot, int sensor, long from, long to, FaultKind kind, double peakStds) {

        boolean hits(int ofSensor, long time) {
            return sensor == ofSensor && from <= time && time < to;
        }

        /** How far the value is off at this time within the fault, in standard deviations of the noise. */
        double shiftStds(long time) {
            if (kind == FaultKind.SPIKE) {
                return peakStds;
            }
            double half = (to - from) / 2.0;
            return peakStds * (1 - Math.abs(time - from - half) / half);
        }
    }

    long slotOf(long time) {
        return Math.floorDiv(time, SLOT_WINDOWS * windowMillis);
    }

    /** The fault of the slot that the time lies in. The latest one is kept, for times mostly come in order. */
    Entry entryAt(long time) {
        long slot = slotOf(time);
        if (latest.slot != slot) {
            latest = entry(slot);
        }
        return latest;
    }

    Entry entry(long slot) {
        FaultKind kind = kind(draw(slot, 0));
        long lengthMillis = switch (kind) {
            case SPIKE -> periodMillis;
            case STUCK -> STUCK_WINDOWS * windowMillis;
            case DRIFT -> DRIFT_WINDOWS * windowMillis;
        };
        long slotMillis = SLOT_WINDOWS * windowMillis;
        long from = slot * slotMillis + (long) (draw(slot, 1) * (slotMillis - lengthMillis));
        int sensor = (int) (draw(slot, 2) * sensorCount);
        double sign = draw(slot, 3) < 0.5 ? -1 : 1;
        double spikeStds = LEAST_SPIKE_STDS + draw(slot, 4) * (MOST_SPIKE_STDS - LEAST_SPIKE_STDS);
        double peakStds = sign * (kind == FaultKind.SPIKE ? spikeStds : DRIFT_STDS);
        return new Entry(slot, sensor, from, from + lengthMillis, kind, peakStds);
    }

    private static FaultKind kind(double draw) {
        if (draw < STUCK_SHARE) {
            return FaultKind.STUCK;
        }
        return draw < STUCK_SHARE + DRIFT_SHARE ? FaultKind.DRIFT : FaultKind.SPIKE;
    }

    private double draw(long slot, long which) {
        return Scramble.unit(Scramble.hash(seed, CALENDAR, slot, which));
    }
}
