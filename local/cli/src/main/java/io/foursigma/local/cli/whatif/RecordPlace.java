// SPDX-License-Identifier: Apache-2.0
package io.foursigma.local.cli.whatif;

/**
 * Where a record lies.
 *
 * @param partition its partition of the topic; {@link #FILE} for a record of a file
 * @param offset its offset; of a file's records, their number from 0
 * @param timestamp when Kafka received it, epoch milliseconds; of no meaning in files
 */
public record RecordPlace(int partition, long offset, long timestamp) {

    /** The partition of all that never was in Kafka. */
    public static final int FILE = -1;

    /** A record of a file. */
    static RecordPlace inFile(long number) {
        return new RecordPlace(FILE, number, 0);
    }
}
