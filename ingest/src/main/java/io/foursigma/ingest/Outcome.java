// SPDX-License-Identifier: Apache-2.0
package io.foursigma.ingest;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What becomes of a line. */
sealed interface Outcome {

    /** It goes to Kafka as these records, at least one. */
    record Records(List<KeyedRecord> records) implements Outcome {}

    /**
     * It is too long.
     *
     * @param line its number, from 1
     * @param bytes its length without its end
     */
    record Refused(long line, long bytes) implements Outcome {}

    /**
     * A record for Kafka.
     *
     * @param key decides the partition
     * @param value its bytes
     */
    @SuppressWarnings("ArrayRecordComponent") // records are handed on, never compared
    record KeyedRecord(byte[] key, byte[] value) {

        /**
         * The key of what is no reading: all of it goes to one partition, so that the same files give the same order in
         * every partition.
         */
        private static final byte[] NO_SENSOR = {};

        static KeyedRecord of(@Nullable String sensor, byte[] value) {
            return new KeyedRecord(
                    sensor == null ? NO_SENSOR : sensor.getBytes(java.nio.charset.StandardCharsets.UTF_8), value);
        }
    }
}
