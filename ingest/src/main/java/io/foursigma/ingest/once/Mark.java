// SPDX-License-Identifier: Apache-2.0
package io.foursigma.ingest.once;

import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * That a request was taken, as a record of the topic of requests, which {@code docs/topics.md} describes.
 *
 * @param request which one: its sender and its key
 * @param content what it held
 * @param received when it came, epoch milliseconds: with that its content gives the same readings again
 */
record Mark(Digest request, Digest content, long received) {

    private static final byte VERSION = 1;
    private static final int BYTES = 1 + 2 * Digest.BYTES + Long.BYTES;

    /** The record's value. */
    byte[] bytes() {
        ByteBuffer bytes = ByteBuffer.allocate(BYTES).put(VERSION);
        request.write(bytes);
        content.write(bytes);
        return bytes.putLong(received).array();
    }

    /** The mark of a record's value; empty if it is of another version. */
    static Optional<Mark> of(byte[] value) {
        ByteBuffer bytes = ByteBuffer.wrap(value);
        return value.length == BYTES && bytes.get() == VERSION
                ? Optional.of(new Mark(Digest.read(bytes), Digest.read(bytes), bytes.getLong()))
                : Optional.empty();
    }
}
