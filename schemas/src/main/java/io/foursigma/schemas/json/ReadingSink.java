// SPDX-License-Identifier: Apache-2.0
package io.foursigma.schemas.json;

/** Takes what a record holds, item by item, in the order of the record. Every item is a reading or malformed. */
public interface ReadingSink {

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
