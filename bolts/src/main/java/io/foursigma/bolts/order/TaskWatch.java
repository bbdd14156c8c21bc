// SPDX-License-Identifier: Apache-2.0
package io.foursigma.bolts.order;

/** Hears what a {@link BucketTask} does, to count it. Called by the task's thread; must not block. */
public interface TaskWatch {

    /**
     * The readings of a share have been gone through.
     *
     * @param newReadings how many were applied
     * @param lateReadings how many of these were late
     * @param duplicateReadings how many had been applied before
     */
    void applied(int newReadings, int lateReadings, int duplicateReadings);

    /** So many sensors of the task's buckets have changed since the last flush of their bucket was sent. */
    void dirty(int sensors);

    /** So many sensors of the task's buckets are in memory. */
    void resident(int sensors);

    /** So many shares that came too early wait, and about so many bytes of them. */
    void parked(int shares, long bytes);
}
