// SPDX-License-Identifier: Apache-2.0
package io.foursigma.ingest.format;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.foursigma.schemas.json.ReadingSink;
import java.util.ArrayList;
import java.util.List;

/** What a format has made of a message, an item a line. */
final class Items implements ReadingSink {

    static final long RECEIVED = 1_600_000_000_000L;

    private final List<String> lines = new ArrayList<>();

    /** Each reading as {@code index sensor time value}, anything else as {@code index reason [bytes]}. */
    static List<String> of(PayloadFormat format, String message) {
        return of(format, message.getBytes(UTF_8));
    }

    static List<String> of(PayloadFormat format, byte[] message) {
        Items items = new Items();
        format.read(message, RECEIVED, items);
        return items.lines;
    }

    @Override
    public void reading(int index, String sensor, long time, double value) {
        lines.add(index + " " + sensor + " " + time + " " + value);
    }

    @Override
    public void malformed(int index, String reason, byte[] bytes) {
        lines.add(index + " " + reason + " [" + new String(bytes, UTF_8) + "]");
    }
}
