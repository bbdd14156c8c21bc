// SPDX-License-Identifier: Apache-2.0
package io.foursigma.bench.workload;

/**
 * One sensor's running statistics and windows as one would program them in an afternoon: Welford's recurrence in plain
 * doubles, one open window and its baseline, nothing late. The contestants that are not this system use it, so that none
 * of them pays for digits that it would not have.
 */
public final class PlainSensor {

    /** Length of the serialised state in bytes, if all fields are written one after the other. */
    public static final int BYTES = 11 * Long.BYTES;

    /** Number of all readings. */
    public long count;

    /** Mean of all readings. */
    public double mean;

    /** Sum of the squared deviations of all readings. */
    public double m2;

    /** Begin of the open window. */
    public long start;

    /** Number of readings in the open window. */
    public long windowCount;

    /** Their mean. */
    public double windowMean;

    /** Sum of their squared deviations. */
    public double windowM2;

    /** Number of readings in the window before. */
    public long baselineCount;

    /** Their mean. */
    public double baselineMean;

    /** Their standard deviation. */
    public double baselineStd;

    /** Event time of the last reading. */
    public long last;

    /**
     * Takes a reading and judges it.
     *
     * @return whether it is an anomaly
     */
    public boolean apply(Task task, long timeMillis, double value) {
        long opened = timeMillis - Math.floorMod(timeMillis, task.windowMillis());
        if (opened != start) {
            baselineCount = windowCount;
            baselineMean = windowMean;
            baselineStd = windowCount == 0 ? 0 : Math.sqrt(windowM2 / windowCount);
            start = opened;
            windowCount = 0;
            windowMean = 0;
            windowM2 = 0;
        }
        last = timeMillis;
        double delta = value - mean;
        mean += delta / ++count;
        m2 += delta * (value - mean);
        double windowDelta = value - windowMean;
        windowMean += windowDelta / ++windowCount;
        windowM2 += windowDelta * (value - windowMean);
        return baselineCount >= task.minCount() && Math.abs(value - baselineMean) > task.sigmas() * baselineStd;
    }
}
