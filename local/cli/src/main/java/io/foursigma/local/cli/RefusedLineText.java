// SPDX-License-Identifier: Apache-2.0
package io.foursigma.local.cli;

import io.foursigma.ingest.RefusedLine;

/** Refused lines as people read them. */
public final class RefusedLineText {

    private RefusedLineText() {}

    /** A refused line in words. */
    public static String of(RefusedLine line) {
        return "%s:%d: refused, the line has %,d bytes and readings.max-bytes allows %,d"
                .formatted(line.file(), line.line(), line.bytes(), line.limitBytes());
    }
}
