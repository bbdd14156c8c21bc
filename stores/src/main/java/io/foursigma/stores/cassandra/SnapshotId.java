// SPDX-License-Identifier: Apache-2.0
package io.foursigma.stores.cassandra;

/**
 * A snapshot of a bucket.
 *
 * @param epoch the epoch of the owner who wrote it; 0 if there is none
 * @param flush the number of the last flush that is in it; 0 if there is none
 * @param bytes about how much it holds
 */
record SnapshotId(long epoch, long flush, long bytes) {

    /** The snapshot of a bucket that has none, and needs none to hold nothing. */
    static final SnapshotId NONE = new SnapshotId(0, 0, 0);
}
