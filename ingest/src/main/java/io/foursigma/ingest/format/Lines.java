// SPDX-License-Identifier: Apache-2.0
package io.foursigma.ingest.format;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The lines of a stream as bytes. A line ends in LF or CRLF; the last one needs no end. However long a line is, no more
 * than the limit is kept in memory.
 */
public final class Lines implements Closeable {

    private static final int BUFFER_BYTES = 65_536;

    private final InputStream in;
    private final int limitBytes;
    private final byte[] buffer = new byte[BUFFER_BYTES];
    private final Deque<Line> ahead = new ArrayDeque<>();
    private int at;
    private int end;
    private long read;

    /** The place in the text of the byte that comes next. */
    private long place;

    /** The begin of the line under way, at most one byte above the limit: that byte may belong to its end. */
    private byte[] kept = new byte[1_024];

    private int keptBytes;
    private long length;
    private byte last;

    /** The lines of {@code in}, which is closed with this; of lines above the limit comes no more than that. */
    public Lines(InputStream in, int limitBytes) {
        this(in, limitBytes, 0);
    }

    /** The lines of {@code in}, whose first byte has this place in the text. */
    public Lines(InputStream in, int limitBytes, long place) {
        this.in = in;
        this.limitBytes = limitBytes;
        this.place = place;
    }

    /** The next line, or null at the end. */
    @Nullable
    public Line next() throws IOException {
        return ahead.isEmpty() ? read() : ahead.removeFirst();
    }

    /** The next line that is not blank, or null at the end. */
    public @Nullable Line nextNotBlank() throws IOException {
        Line line = next();
        while (line instanceof Line.Whole whole && whole.isBlank()) {
            line = next();
        }
        return line;
    }

    /** Gives lines back: {@link #next()} yields them again, in this order. */
    public void giveBack(List<Line> lines) {
        for (int i = lines.size() - 1; i >= 0; i--) {
            ahead.addFirst(lines.get(i));
        }
    }

    /** How many lines were read so far. */
    public long readCount() {
        return read;
    }

    /** The longest line in bytes that comes with its bytes. */
    public int limitBytes() {
        return limitBytes;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    private @Nullable Line read() throws IOException {
        keptBytes = 0;
        length = 0;
        last = 0;
        long from = place;
        boolean ended = false;
        while (!ended && (at < end || fill())) {
            int first = at;
            while (at < end && buffer[at] != '\n') {
                at++;
            }
            append(first, at);
            ended = at < end;
            at += ended ? 1 : 0;
        }
        place = from + length + (ended ? 1 : 0);
        return ended || length > 0 ? line(new Span(from, place)) : null;
    }

    private boolean fill() throws IOException {
        at = 0;
        end = Math.max(0, in.read(buffer, 0, buffer.length));
        return end > 0;
    }

    private void append(int from, int to) {
        if (from == to) {
            return;
        }
        length += to - from;
        last = buffer[to - 1];
        int taken = (int) Math.min(to - from, limitBytes + 1L - keptBytes);
        if (keptBytes + taken > kept.length) {
            kept = Arrays.copyOf(kept, (int) Math.min(limitBytes + 1L, 2L * (keptBytes + taken)));
        }
        System.arraycopy(buffer, from, kept, keptBytes, taken);
        keptBytes += taken;
    }

    private Line line(Span span) {
        read++;
        boolean crlf = last == '\r';
        long content = crlf ? length - 1 : length;
        return content > limitBytes
                ? new Line.TooLong(read, span, content, Arrays.copyOf(kept, limitBytes))
                : new Line.Whole(read, span, Arrays.copyOf(kept, (int) content), crlf);
    }
}
