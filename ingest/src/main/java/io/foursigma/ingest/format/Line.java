// SPDX-License-Identifier: Apache-2.0
package io.foursigma.ingest.format;

/** A line of a file. */
public sealed interface Line {

    /** Its number, from 1. */
    long number();

    /** Where it stands, with its end. */
    Span span();

    /**
     * A line within the limit.
     *
     * @param bytes all of it but its end
     * @param crlf whether it ended in carriage return and line feed, and not in a line feed alone
     */
    @SuppressWarnings("ArrayRecordComponent") // lines are handed on, never compared
    record Whole(long number, Span span, byte[] bytes, boolean crlf) implements Line {

        /** Whether there is nothing in it but spaces and tabs. */
        public boolean isBlank() {
            for (byte each : bytes) {
                if (each != ' ' && each != '\t') {
                    return false;
                }
            }
            return true;
        }
    }

    /**
     * A line above the limit, of which no more than that was kept.
     *
     * @param length its length in bytes without its end
     * @param begin its first bytes, as many as the limit allows
     */
    @SuppressWarnings("ArrayRecordComponent") // lines are handed on, never compared
    record TooLong(long number, Span span, long length, byte[] begin) implements Line {}
}
