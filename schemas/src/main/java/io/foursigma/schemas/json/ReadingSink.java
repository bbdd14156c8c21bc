// SPDX-License-Identifier: Apache-2.0
package io.foursigma.schemas.json;

import org.jspecify.annotations.Nullable;

/** Takes what a record holds, item by item, in the order of the record. Every item is a reading or malformed. */
public interface ReadingSink {

    /**
     * Says why a reading is none for this sink, although its JSON is one. Called before {@link #reading}; a reading with a
     * problem is handed over as malformed, with the bytes of its own element.
     *
     * @param time event time, epoch milliseconds
     * @return the reason in words, null for a reading that is welcome
     */
    default @Nullable String problem(long time) {
        return null;
    }

    /**
     * How many items of a record this sink takes. Of a record that has more, no more than one beyond them is kept and handed
     * over, so that a record of very many takes no memory for them.
     */
    default int mostItems() {
        return Integer.MAX_VALUE;
    }

    /**
     * Takes a reading.
     *
     * @param index its place in the record's array, from 0
     * @param sensor the sensor's name, checked
     * @param time event time, epoch milliseconds
     * @param value a finite number
     */
    void reading(int index, String sensor, long time, double value);

    /**
     * Takes an item that is no reading.
     *
     * @param index its place in the record's array, from 0; 0 if the whole record is malformed
     * @param reason what is wrong with it, in words
     * @param bytes its bytes, whole
     */
    void malformed(int index, String reason, byte[] bytes);
}
