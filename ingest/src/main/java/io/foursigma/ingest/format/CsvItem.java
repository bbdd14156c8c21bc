// SPDX-License-Identifier: Apache-2.0
package io.foursigma.ingest.format;

import java.util.List;

/** What stands in a CSV text between two line ends that end a row. */
public sealed interface CsvItem {

    /** The number of its first line, from 1. */
    long line();

    /** Where it stands, with its last line end. */
    Span span();

    /**
     * A row.
     *
     * @param fields its fields, at least one
     * @param raw its bytes without the last line end
     */
    @SuppressWarnings("ArrayRecordComponent") // handed on, never compared
    record Row(long line, Span span, List<String> fields, byte[] raw) implements CsvItem {}

    /**
     * A line that is no row.
     *
     * @param raw its bytes without the line end
     * @param reason what is wrong with it, in words
     * @param open whether the text ended while a quote was open, so that more of it could make a row of this
     */
    @SuppressWarnings("ArrayRecordComponent") // handed on, never compared
    record Broken(long line, Span span, byte[] raw, String reason, boolean open) implements CsvItem {}

    /**
     * A line above the limit, of which no more than that was kept.
     *
     * @param bytes its length without its end
     * @param begin its first bytes, as many as the limit allows
     */
    @SuppressWarnings("ArrayRecordComponent") // handed on, never compared
    record TooLong(long line, Span span, long bytes, byte[] begin) implements CsvItem {}
}
