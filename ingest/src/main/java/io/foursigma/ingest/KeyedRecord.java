// SPDX-License-Identifier: Apache-2.0
package io.foursigma.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.jspecify.annotations.Nullable;

/**
 * A record for Kafka.
 *
 * @param key decides the partition
 * @param value its bytes
 */
@SuppressWarnings("ArrayRecordComponent") // records are handed on, never compared
public record KeyedRecord(byte[] key, byte[] value) {

    /**
     * The key of what is no reading: all of it goes to one partition, so that the same input gives the same order in
     * every partition.
     */
    private static final byte[] NO_SENSOR = {};

    /** A record about this sensor, or about none. */
    public static KeyedRecord of(@Nullable String sensor, byte[] value) {
        return new KeyedRecord(sensor == null ? NO_SENSOR : sensor.getBytes(UTF_8), value);
    }
}
