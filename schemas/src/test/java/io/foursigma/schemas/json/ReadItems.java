// SPDX-License-Identifier: Apache-2.0
package io.foursigma.schemas.json;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Keeps the items of a record in order. */
final class ReadItems implements ReadingSink {

    private final List<Item> all = new ArrayList<>();

    static List<Item> of(byte @Nullable [] record) {
        ReadItems items = new ReadItems();
        ReadingJson.read(record, items);
        return items.all;
    }

    static List<Item> of(String record) {
        return of(record.getBytes(StandardCharsets.UTF_8));
    }

    /** The one reading of a record. */
    static Good reading(String record) {
        return (Good) only(of(record));
    }

    /** The one malformed item of a record. */
    static Bad malformed(String record) {
        return (Bad) only(of(record));
    }

    static Item only(List<Item> items) {
        if (items.size() != 1) {
            throw new AssertionError("one item is expected: " + items);
        }
        return items.get(0);
    }

    @Override
    public void reading(int index, String sensor, long time, double value) {
        all.add(new Good(index, sensor, time, value));
    }

    @Override
    public void malformed(int index, String reason, byte[] bytes) {
        all.add(new Bad(index, reason, new String(bytes, StandardCharsets.ISO_8859_1)));
    }

    /** What a record holds. */
    sealed interface Item {
        int index();
    }

    record Good(int index, String sensor, long time, double value) implements Item {}

    /** Its bytes are shown as ISO-8859-1, a character a byte. */
    record Bad(int index, String reason, String bytes) implements Item {}
}
