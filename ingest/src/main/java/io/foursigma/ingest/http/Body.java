// SPDX-License-Identifier: Apache-2.0
package io.foursigma.ingest.http;

import io.foursigma.ingest.Room;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.function.LongSupplier;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/** Reads a request's body, unpacked, within the largest size and the room that there is for all. */
final class Body {

    private static final int CHUNK_BYTES = 16_384;

    /** A sender that is slower, in packed bytes, is cut off: its thread and its part of the room are needed. */
    private static final long LEAST_BYTES_PER_SECOND = 1_000;

    /** How long a sender may be slow. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Room room;
    private final int mostBytes;
    private final LongSupplier nanoTime;
    private long entered;

    /** A body of at most so many bytes; what it takes of the room is given back by {@link #leave}. */
    Body(Room room, int mostBytes) {
        this(room, mostBytes, System::nanoTime);
    }

    /** The same by a clock of its own, which counts nanoseconds from anywhere. */
    Body(Room room, int mostBytes, LongSupplier nanoTime) {
        this.room = room;
        this.mostBytes = mostBytes;
        this.nanoTime = nanoTime;
    }

    /**
     * All of it.
     *
     * @param in the body as it comes
     * @param encoding the header {@code Content-Encoding}, if there is one
     * @throws RequestRefusedException if it is too large, packed in another way or broken, or if there is no room for it
     */
    byte[] read(InputStream in, @Nullable String encoding) throws RequestRefusedException {
        boolean gzip = encoding != null && (encoding.equalsIgnoreCase("gzip") || encoding.equalsIgnoreCase("x-gzip"));
        if (!gzip && encoding != null && !encoding.equalsIgnoreCase("identity")) {
            throw new RequestRefusedException(
                    Refusal.UNSUPPORTED, "Content-Encoding '" + encoding + "': pack with gzip, or not at all");
        }
        try {
            InputStream paced = new PacedInputStream(in, nanoTime);
            return readAll(gzip ? new GZIPInputStream(paced, CHUNK_BYTES) : paced);
        } catch (TooSlowException e) {
            throw new RequestRefusedException(
                    Refusal.TOO_SLOW,
                    "less than " + LEAST_BYTES_PER_SECOND + " bytes of the body have come in a second: send it again,"
                            + " in parts if the line is slow");
        } catch (IOException e) {
            throw new RequestRefusedException(
                    Refusal.BODY,
                    gzip
                            ? "the body is no gzip data, or not all of it (" + reason(e) + "): send it again"
                            : "the body ended before its end: send it again");
        }
    }

    private static String reason(IOException e) {
        return e.getMessage() == null ? "it ends before its end" : e.getMessage();
    }

    /** Whether a sender of which so many bytes have come in so long is to be cut off. */
    static boolean isTooSlow(long nanos, long bytes) {
        return nanos > PATIENCE.toNanos() && bytes < nanos / 1e9 * LEAST_BYTES_PER_SECOND;
    }

    /** Gives back the room that it took. */
    void leave() {
        room.leave(entered);
        entered = 0;
    }

    private byte[] readAll(InputStream in) throws IOException, RequestRefusedException {
        ByteArrayOutputStream all = new ByteArrayOutputStream(CHUNK_BYTES);
        byte[] chunk = new byte[CHUNK_BYTES];
        for (int count = in.read(chunk); count >= 0; count = in.read(chunk)) {
            if (all.size() + count > mostBytes) {
                throw new RequestRefusedException(
                        Refusal.TOO_LARGE,
                        "the body has, unpacked, more than collect.http.max-body-bytes = " + mostBytes
                                + ": send it in parts");
            }
            enter(count);
            all.write(chunk, 0, count);
        }
        return all.toByteArray();
    }

    /** The body has come too slowly. */
    private static final class TooSlowException extends IOException {
        private static final long serialVersionUID = 1;
    }

    /** A body that has to come at a pace. */
    private static final class PacedInputStream extends FilterInputStream {
        private final LongSupplier nanoTime;
        private final long begun;
        private long read;

        private PacedInputStream(InputStream in, LongSupplier nanoTime) {
            super(in);
            this.nanoTime = nanoTime;
            begun = nanoTime.getAsLong();
        }

        /**
         * Any: gzip data may go on with a further member, and {@link GZIPInputStream} looks for it only where something is
         * available. That it has not come yet must not end the body.
         */
        @Override
        public int available() {
            return 1;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] into, int from, int most) throws IOException {
            int count = super.read(into, from, most);
            read += Math.max(0, count);
            long nanos = nanoTime.getAsLong() - begun;
            if (isTooSlow(nanos, read)) {
                throw new TooSlowException();
            }
            return count;
        }
    }

    private void enter(int bytes) throws RequestRefusedException {
        if (!room.tryEnter(bytes)) {
            throw new RequestRefusedException(
                    Refusal.NO_ROOM,
                    "collect.max-bytes = " + room.bytes()
                            + " bytes wait for Kafka already: send it again a little later");
        }
        entered += bytes;
    }
}
