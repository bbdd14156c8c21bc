// SPDX-License-Identifier: Apache-2.0
package io.foursigma.bolts.order;

import java.util.List;

/**
 * What a stateful bolt keeps of a sensor, and what it does with a reading. The result may depend on the sensor's state
 * and the reading alone, on no clock: a replay must give the same state and the same outputs.
 *
 * @param <L> the live state of one sensor, changed in place
 * @param <S> its durable form
 * @param <O> what a reading may bring about, for the world outside
 */
public interface SensorLogic<L, S, O> {

    /** The state of a sensor that has had no reading. */
    L fresh(String sensor);

    /** The live state of what was durable. */
    L resume(String sensor, S row);

    /** A snapshot of the live state, which later readings do not change. */
    S row(L live);

    /** About how many bytes the durable form takes. */
    int rowBytes(L live);

    /** How a reading that was applied before brings its outputs about once more. */
    Repetition<L, O> repetition();

    /**
     * Hears that a sensor, whose state is durable, has had no reading for a while or leaves memory. It may look, and
     * changes nothing: nobody relies on being told, and some are told twice.
     */
    default void silent(L live) {}

    /**
     * Applies a reading.
     *
     * @param live the state of its sensor
     * @param share the share that holds it
     * @param i its place in the columns of the share
     * @param outputs takes what it brings about
     * @return whether the reading was late
     */
    boolean apply(L live, Share share, int i, List<O> outputs);
}
