// SPDX-License-Identifier: Apache-2.0
package io.foursigma.schemas;

import java.util.Arrays;

/**
 * A record, or an element of a record's array, that is no reading.
 *
 * @param position where it lies in Kafka
 * @param reason what is wrong with it, in words
 * @param bytes its bytes, whole
 */
@SuppressWarnings("ArrayRecordComponent") // equals and hashCode below compare the bytes
public record DeadLetter(Position position, String reason, byte[] bytes) {

    @Override
    public boolean equals(Object other) {
        return other instanceof DeadLetter that
                && position.equals(that.position)
                && reason.equals(that.reason)
                && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return position.hashCode();
    }

    @Override
    public String toString() {
        return "DeadLetter[" + position.id() + ": " + reason + ", " + bytes.length + " bytes]";
    }
}
