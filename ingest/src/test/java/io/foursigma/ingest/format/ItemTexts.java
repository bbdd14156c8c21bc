// SPDX-License-Identifier: Apache-2.0
package io.foursigma.ingest.format;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.foursigma.schemas.json.ReadingSink;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The items of a message, a text each: {@code 0 a@1=1.5} for a reading, and {@code 1 reason|bytes} for what is none. A time
 * of -1 is not accepted.
 */
final class ItemTexts implements ReadingSink {

    static final long NOW = 1_700_000_000_000L;

    private final List<String> items = new ArrayList<>();

    private final int mostItems;

    private ItemTexts(int mostItems) {
        this.mostItems = mostItems;
    }

    /** The same, for one that takes so many. */
    static List<String> upTo(int mostItems, PayloadFormat format, String message) {
        return of(mostItems, format, message.getBytes(UTF_8));
    }

    /** What a format finds in a text that came at {@link #NOW}. */
    static List<String> of(PayloadFormat format, String message) {
        return of(format, message.getBytes(UTF_8));
    }

    /** What a format finds in bytes that came at {@link #NOW}; of malformed items each byte is a character. */
    static List<String> of(PayloadFormat format, byte[] message) {
        return of(Integer.MAX_VALUE, format, message);
    }

    private static List<String> of(int mostItems, PayloadFormat format, byte[] message) {
        ItemTexts items = new ItemTexts(mostItems);
        format.read(message, NOW, items);
        return items.items;
    }

    @Override
    public int mostItems() {
        return mostItems;
    }

    @Override
    public @Nullable String problem(long time) {
        return time == -1 ? "not at -1" : null;
    }

    @Override
    public void reading(int index, String sensor, long time, double value) {
        items.add(index + " " + sensor + "@" + time + "=" + value);
    }

    @Override
    public void malformed(int index, String reason, byte[] bytes) {
        items.add(index + " " + reason + "|" + new String(bytes, ISO_8859_1));
    }
}
