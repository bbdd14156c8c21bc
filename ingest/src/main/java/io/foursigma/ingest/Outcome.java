// SPDX-License-Identifier: Apache-2.0
package io.foursigma.ingest;

import java.util.List;

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
}
