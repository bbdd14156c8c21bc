// SPDX-License-Identifier: Apache-2.0
package io.foursigma.schemas.json;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Names of sensors by their bytes, so that a name that comes again needs no new text. Each has one place; another name
 * that falls to the same place takes it over. It holds up to {@value #MAX_BYTES} bytes, and knows no more names then.
 * Used by one thread.
 */
public final class SensorNames {

    private static final int PLACES = 1 << 17;
    private static final int MAX_BYTES = 16 << 20;

    /** Entry, array, text, and its array: headers and references. */
    private static final int BYTES_BESIDE = 100;

    private final @Nullable Entry[] places = new @Nullable Entry[PLACES];
    private int bytes;

    /** No names yet. */
    public SensorNames() {}

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Entry(byte[] ascii, String name) {
        int size() {
            return 2 * ascii.length + BYTES_BESIDE;
        }
    }

    /**
     * The name that these bytes are.
     *
     * @param source where they lie, all of them ASCII
     * @param from the first
     * @param to the one behind the last
     * @param hash a hash of exactly these
     */
    public String of(byte[] source, int from, int to, int hash) {
        int place = (hash ^ hash >>> 15) & PLACES - 1;
        Entry known = places[place];
        if (known != null && Arrays.equals(known.ascii, 0, known.ascii.length, source, from, to)) {
            return known.name;
        }
        byte[] ascii = Arrays.copyOfRange(source, from, to);
        Entry entry = new Entry(ascii, new String(ascii, StandardCharsets.ISO_8859_1));
        int more = entry.size() - (known == null ? 0 : known.size());
        if (bytes + more <= MAX_BYTES) {
            bytes += more;
            places[place] = entry;
        }
        return entry.name;
    }
}
