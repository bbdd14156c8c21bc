// SPDX-License-Identifier: Apache-2.0
package io.foursigma.ingest.format;

import io.foursigma.schemas.json.ReadingDecoder;
import io.foursigma.schemas.json.ReadingSink;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** NDJSON: a reading, or an array of readings, a line. Blank lines are passed over. */
public final class JsonLinesFormat implements PayloadFormat {

    private final ReadingDecoder decoder = new ReadingDecoder();

    /** A format that knows no sensor yet. */
    public JsonLinesFormat() {}

    @Override
    public void read(byte[] payload, long received, ReadingSink sink) {
        Counting counting = new Counting(sink);
        int from = 0;
        while (from < payload.length) {
            int end = endOfLine(payload, from);
            if (!isBlank(payload, from, end)) {
                counting.before += counting.ofLine;
                counting.ofLine = 0;
                decoder.read(Arrays.copyOfRange(payload, from, end), counting);
            }
            from = end + 1;
        }
        if (counting.ofLine == 0) {
            sink.malformed(0, "nothing in it", payload);
        }
    }

    private static int endOfLine(byte[] payload, int from) {
        int end = from;
        while (end < payload.length && payload[end] != '\n') {
            end++;
        }
        return end;
    }

    private static boolean isBlank(byte[] payload, int from, int end) {
        for (int i = from; i < end; i++) {
            if (payload[i] != ' ' && payload[i] != '\t' && payload[i] != '\r') {
                return false;
            }
        }
        return true;
    }

    /** Counts the items on through the lines. */
    private static final class Counting implements ReadingSink {
        private final ReadingSink sink;
        private int before;
        private int ofLine;

        private Counting(ReadingSink sink) {
            this.sink = sink;
        }

        @Override
        public @Nullable String problem(long time) {
            return sink.problem(time);
        }

        @Override
        public int mostItems() {
            return Math.max(0, sink.mostItems() - before);
        }

        @Override
        public void reading(int index, String sensor, long time, double value) {
            ofLine = index + 1;
            sink.reading(before + index, sensor, time, value);
        }

        @Override
        public void malformed(int index, String reason, byte[] bytes) {
            ofLine = index + 1;
            sink.malformed(before + index, reason, bytes);
        }
    }
}
