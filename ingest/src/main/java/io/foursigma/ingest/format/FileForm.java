// SPDX-License-Identifier: Apache-2.0
package io.foursigma.ingest.format;

import java.util.Locale;

/** The form of a file of readings, as far as its name tells. */
public enum FileForm {
    /** CSV under a header. */
    CSV,
    /** A JSON value a line. */
    NDJSON,
    /** The name does not tell. */
    ANY;

    private static final String PACKED = ".gz";

    /** The form of a file of this name, packed or not. */
    public static FileForm of(String fileName) {
        String name = unpacked(fileName).toLowerCase(Locale.ROOT);
        if (name.endsWith(".csv")) {
            return CSV;
        }
        return name.endsWith(".ndjson") || name.endsWith(".jsonl") || name.endsWith(".json") ? NDJSON : ANY;
    }

    /** Whether the name says that the file is packed with gzip. */
    public static boolean isPacked(String fileName) {
        return fileName.toLowerCase(Locale.ROOT).endsWith(PACKED);
    }

    /** The name without what says that the file is packed. */
    public static String unpacked(String fileName) {
        return isPacked(fileName) ? fileName.substring(0, fileName.length() - PACKED.length()) : fileName;
    }
}
