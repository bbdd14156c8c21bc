// SPDX-License-Identifier: Apache-2.0
package io.foursigma.stores;

/**
 * How sensors are spread over state buckets: {@code hash(sensor) mod count}. The hash is Java's {@link String#hashCode},
 * which its specification fixes, stirred so that names that differ in their last character only spread well.
 *
 * @param count number of buckets, fixed for a state
 */
public record Buckets(int count) {

    /** The bucket of a sensor, 0 to {@code count - 1}. */
    public int of(String sensor) {
        int hash = sensor.hashCode() * 0x9E3779B9;
        return Math.floorMod(hash ^ (hash >>> 16), count);
    }

    /** The bucket of each of several sensors. */
    public int[] of(String[] sensors) {
        int[] buckets = new int[sensors.length];
        for (int i = 0; i < sensors.length; i++) {
            buckets[i] = of(sensors[i]);
        }
        return buckets;
    }

    /** The bucket that counts what concerns a whole partition: its items read and its dead letters. */
    public int ofPartition(int partition) {
        return Math.floorMod(partition, count);
    }
}
