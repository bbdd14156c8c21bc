// SPDX-License-Identifier: Apache-2.0
package io.foursigma.ingest.spool;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Locale;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/** A file of entries one after the other, as {@code docs/spool.md} describes it. Used under the spool's lock. */
final class Segment implements AutoCloseable {

    static final int HEADER_BYTES = 24;
    static final int RECORD_HEADER_BYTES = 8;

    private static final byte[] MAGIC = "4SIGMASP".getBytes(US_ASCII);
    private static final int VERSION = 1;

    private final Path file;
    private final FileChannel channel;
    private final long first;
    private long end;
    private long nextSequence;

    private Segment(Path file, FileChannel channel, long first) {
        this.file = file;
        this.channel = channel;
        this.first = first;
        this.end = HEADER_BYTES;
        this.nextSequence = first;
    }

    /**
     * What stands at a place of a segment.
     *
     * @param next where the next record begins
     * @param bytes the entry, null if it is damaged
     */
    @SuppressWarnings("ArrayRecordComponent") // handed on, never compared
    record Slot(long next, byte @Nullable [] bytes) {}

    /** The name of the file whose first entry has this sequence number: names are in the order of entries. */
    static String name(long first) {
        return String.format(Locale.ROOT, "%019d.segment", first);
    }

    /** Makes a new file. */
    static Segment create(Path folder, long first) throws IOException {
        Path file = folder.resolve(name(first));
        // What is there under this name was made by somebody who was killed before he wrote an entry.
        FileChannel channel = FileChannel.open(
                file,
                StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE);
        try {
            write(channel, header(first), 0);
            return new Segment(file, channel, first);
        } catch (IOException e) {
            channel.close();
            Files.deleteIfExists(file);
            throw e;
        }
    }

    /** Opens a file; null if it has no header, so that nothing was ever appended to it. */
    static @Nullable Segment open(Path file) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
        ByteBuffer header = ByteBuffer.allocate(HEADER_BYTES);
        readFully(channel, header, 0);
        long first = header.getLong(12);
        if (!Arrays.equals(header.array(), header(first).array())) {
            channel.close();
            return null;
        }
        Segment segment = new Segment(file, channel, first);
        segment.end = channel.size();
        return segment;
    }

    Path file() {
        return file;
    }

    /** The sequence number of its first entry. */
    long first() {
        return first;
    }

    /** The sequence number after that of its last entry. */
    long nextSequence() {
        return nextSequence;
    }

    /** Its size in bytes. */
    long end() {
        return end;
    }

    /** Appends an entry. @throws IOException if the disk refuses; nothing is appended then */
    void append(ByteBuffer record) throws IOException {
        int bytes = record.remaining();
        try {
            write(channel, record, end);
        } catch (IOException e) {
            channel.truncate(end);
            throw e;
        }
        end += bytes;
        nextSequence++;
    }

    /** Puts an entry into a buffer as it stands in the file. */
    static void put(byte[] entry, ByteBuffer record) {
        record.putInt(entry.length).putInt(checksum(entry)).put(entry);
    }

    /** What stands at a place; null at the end, and where nothing can be told apart any more. */
    @Nullable
    Slot slot(long at) throws IOException {
        if (at + RECORD_HEADER_BYTES > end) {
            return null;
        }
        ByteBuffer head = ByteBuffer.allocate(RECORD_HEADER_BYTES);
        readFully(channel, head, at);
        int length = head.getInt(0);
        long next = at + RECORD_HEADER_BYTES + length;
        if (length < 0 || next > end) {
            return null;
        }
        ByteBuffer entry = ByteBuffer.allocate(length);
        readFully(channel, entry, at + RECORD_HEADER_BYTES);
        boolean good = head.getInt(4) == checksum(entry.array());
        // A damaged length would lead anywhere: it is trusted only if a good record follows, or the file ends there.
        return good ? new Slot(next, entry.array()) : isBoundary(next) ? new Slot(next, null) : null;
    }

    private boolean isBoundary(long at) throws IOException {
        if (at == end) {
            return true;
        }
        Slot following = at + RECORD_HEADER_BYTES > end ? null : goodSlot(at);
        return following != null;
    }

    private @Nullable Slot goodSlot(long at) throws IOException {
        ByteBuffer head = ByteBuffer.allocate(RECORD_HEADER_BYTES);
        readFully(channel, head, at);
        int length = head.getInt(0);
        if (length < 0 || at + RECORD_HEADER_BYTES + length > end) {
            return null;
        }
        ByteBuffer entry = ByteBuffer.allocate(length);
        readFully(channel, entry, at + RECORD_HEADER_BYTES);
        return head.getInt(4) == checksum(entry.array())
                ? new Slot(at + RECORD_HEADER_BYTES + length, entry.array())
                : null;
    }

    /** Looks through the file after it was opened: counts its entries, and yields how many of them are damaged. */
    long scan() throws IOException {
        long damaged = 0;
        long at = HEADER_BYTES;
        for (Slot slot = slot(at); slot != null; slot = slot(at)) {
            damaged += slot.bytes() == null ? 1 : 0;
            nextSequence++;
            at = slot.next();
        }
        end = at;
        return damaged;
    }

    /** Cuts off what stands behind the last entry, and yields how many bytes that were. */
    long cutTail() throws IOException {
        long tail = channel.size() - end;
        if (tail > 0) {
            channel.truncate(end);
        }
        return tail;
    }

    /** Waits until the disk has it. */
    void force() throws IOException {
        channel.force(false);
    }

    /** Closes and deletes it. */
    void delete() throws IOException {
        channel.close();
        Files.deleteIfExists(file);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    private static ByteBuffer header(long first) {
        ByteBuffer header = ByteBuffer.allocate(HEADER_BYTES);
        header.put(MAGIC).putInt(VERSION).putLong(first);
        CRC32C sum = new CRC32C();
        sum.update(header.array(), 0, header.position());
        header.putInt((int) sum.getValue());
        return header.flip();
    }

    private static int checksum(byte[] entry) {
        CRC32C sum = new CRC32C();
        // The length belongs to what is checked, so that zeros are no empty entry.
        sum.update(entry.length);
        sum.update(entry.length >>> 8);
        sum.update(entry.length >>> 16);
        sum.update(entry.length >>> 24);
        sum.update(entry);
        return (int) sum.getValue();
    }

    private static void write(FileChannel channel, ByteBuffer bytes, long at) throws IOException {
        long to = at;
        while (bytes.hasRemaining()) {
            to += channel.write(bytes, to);
        }
    }

    private static void readFully(FileChannel channel, ByteBuffer into, long at) throws IOException {
        long from = at;
        while (into.hasRemaining()) {
            int read = channel.read(into, from);
            if (read < 0) {
                return;
            }
            from += read;
        }
    }
}
