// SPDX-License-Identifier: Apache-2.0
package io.foursigma.ingest;

/** A record above {@code readings.max-bytes}: it was refused before it reached Kafka. */
public final class RecordTooLargeException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final int bytes;
    private final int limitBytes;

    RecordTooLargeException(int bytes, int limitBytes) {
        super("a record of " + bytes + " bytes was refused: readings.max-bytes = " + limitBytes
                + "; send smaller records, or raise readings.max-bytes");
        this.bytes = bytes;
        this.limitBytes = limitBytes;
    }

    /** The size of the record's value. */
    public int bytes() {
        return bytes;
    }

    /** The largest size that is published. */
    public int limitBytes() {
        return limitBytes;
    }
}
