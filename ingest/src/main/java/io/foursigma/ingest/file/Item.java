// SPDX-License-Identifier: Apache-2.0
package io.foursigma.ingest.file;

import io.foursigma.ingest.MessageReader;
import io.foursigma.ingest.format.Span;

/**
 * What a line or a row of a file became.
 *
 * @param message its readings, and what is none
 * @param span where it stands
 * @param time the latest time of its readings, epoch milliseconds; {@link #NO_TIME} if it has none, or nobody wants to know
 * @param open whether the text ended while a quote was open, so that more of it could make a row of this
 */
record Item(MessageReader.Message message, Span span, long time, boolean open) {

    /** No time. */
    static final long NO_TIME = Long.MIN_VALUE;
}
