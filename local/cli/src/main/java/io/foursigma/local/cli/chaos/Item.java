// SPDX-License-Identifier: Apache-2.0
package io.foursigma.local.cli.chaos;

/** What a place in the topic holds. */
sealed interface Item {

    /** Where it lies: {@code topicId.partition.offset.index}. */
    String id();

    /** A reading. */
    record Measured(String id, String sensor, long time, double value) implements Item {}

    /** Something that is no reading. */
    record Broken(String id) implements Item {}
}
