// SPDX-License-Identifier: Apache-2.0
package io.foursigma.local.cli.whatif;

/** Takes readings in the order in which the topology would apply them, as far as one sensor is concerned. */
@FunctionalInterface
public interface ReadingTaker {

    /**
     * Takes a reading.
     *
     * @param sensor its sensor
     * @param time its event time, epoch milliseconds
     * @param value its value, finite
     * @param at where its record lies
     * @param index its place in the record's array, from 0
     */
    void take(String sensor, long time, double value, RecordPlace at, int index);
}
