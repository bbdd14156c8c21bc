// SPDX-License-Identifier: Apache-2.0
package io.foursigma.bolts.order;

/**
 * How a reading that was applied before brings about the same once more, for a sink that may have lost it.
 *
 * @param <L> the live state of one sensor
 * @param <O> what a reading may bring about
 */
public sealed interface Repetition<L, O> {

    /**
     * Outputs that never change: they are stored with the flush that makes their reading durable, and read again.
     *
     * @param <L> the live state of one sensor
     * @param <O> what a reading may bring about
     */
    non-sealed interface Stored<L, O> extends Repetition<L, O> {

        /** What is stored of an output. */
        String document(O output);

        /** The output that a document was made of. */
        O output(String document);
    }

    /**
     * Outputs of which only the newest counts: it follows from the present state of the sensor.
     *
     * @param <L> the live state of one sensor
     * @param <O> what a reading may bring about
     */
    non-sealed interface FromState<L, O> extends Repetition<L, O> {

        /** What the sensor's last reading has brought about. */
        O output(L live);
    }
}
