// SPDX-License-Identifier: Apache-2.0
package io.foursigma.bench.cli.latency;

/**
 * What was measured at one rate.
 *
 * @param plan the readings
 * @param sent how well they were sent
 * @param state from due to durable in both states
 * @param index from due to acknowledged by the index, for each document that a reading brings about
 * @param frame from due to the first frame that shows the reading or a newer one of its sensor
 */
record Delay(Plan plan, Load.Sent sent, Stage state, Stage index, Stage frame) {

    /** Whether all was seen at every stage. */
    boolean isComplete() {
        return state.never() == 0 && index.never() == 0 && frame.never() == 0;
    }
}
