// SPDX-License-Identifier: Apache-2.0
package io.foursigma.ingest.format;

import java.util.List;

/** What stands in a CSV text between two line ends that end a row. */
public sealed interface CsvItem {

    /** The number of its first line, from 1. */
    long line();

    /**
     * A row.
     *
     * @param fields its fields, at least one
     * @param raw its bytes without the last line end
     */
    @SuppressWarnings("ArrayRecordComponent") // handed on, never compared
    record Row(long line, List<String> fields, byte[] raw) implements CsvItem {}

    /**
     * A line that is no row.
     *
     * @param raw its bytes without the line end
     * @param reason what is wrong with it, in words
     */
    @SuppressWarnings("ArrayRecordComponent") // handed on, never compared
    record Broken(long line, byte[] raw, String reason) implements CsvItem {}

    /**
     * A line above the limit, of which nothing was kept.
     *
     * @param bytes its length without its end
     */
    record TooLong(long line, long bytes) implements CsvItem {}
}
