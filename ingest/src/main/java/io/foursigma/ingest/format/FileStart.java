// SPDX-License-Identifier: Apache-2.0
package io.foursigma.ingest.format;

import java.util.Arrays;

/** What the first bytes of a file say about it. */
public final class FileStart {

    /** As many bytes tell all of it. */
    public static final int BYTES = 3;

    private static final byte[] GZIP = {0x1f, (byte) 0x8b};
    private static final byte[] UTF8_MARK = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};

    private FileStart() {}

    /** Whether a file that starts with these bytes is packed with gzip. */
    public static boolean isGzip(byte[] start) {
        return startsWith(start, GZIP);
    }

    /** How many bytes a byte order mark takes at the begin of such a text; 0 if there is none. */
    public static int markBytes(byte[] start) {
        return startsWith(start, UTF8_MARK) ? UTF8_MARK.length : 0;
    }

    private static boolean startsWith(byte[] bytes, byte[] start) {
        return bytes.length >= start.length && Arrays.equals(bytes, 0, start.length, start, 0, start.length);
    }
}
