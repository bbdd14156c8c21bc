// SPDX-License-Identifier: Apache-2.0
package io.foursigma.ingest.spool;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * A file of entries one after the other, as {@code docs/spool.md} describes it. Used under the spool's lock. It is no channel,
 * for that is closed when a thread that uses it is interrupted.
 */
final class Segment implements AutoCloseable {

    static final int HEADER_BYTES = 24;
    static final int RECORD_HEADER_BYTES = 8;

    private static final byte[] MAGIC = "4SIGMASP".getBytes(US_ASCII);
    private static final int VERSION = 1;
    private static final int FIRST_AT = 12;

    private final Path file;
    private final RandomAccessFile bytes;
    private final long first;
    private long end;
    private long nextSequence;

    private Segment(Path file, RandomAccessFile bytes, long first) {
        this.file = file;
        this.bytes = bytes;
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
        RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw");
        try {
            // What is there under this name was made by somebody who was killed before he wrote an entry.
            bytes.setLength(0);
            bytes.write(header(first));
            return new Segment(file, bytes, first);
        } catch (IOException e) {
            bytes.close();
            Files.deleteIfExists(file);
            throw e;
        }
    }

    /** Opens a file; null if it has no header, so that nothing was ever appended to it. */
    static @Nullable Segment open(Path file) throws IOException {
        RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw");
        byte[] header = new byte[HEADER_BYTES];
        if (bytes.length() >= HEADER_BYTES) {
            bytes.readFully(header);
        }
        long first = ByteBuffer.wrap(header).getLong(FIRST_AT);
        if (!Arrays.equals(header, header(first))) {
            bytes.close();
            return null;
        }
        Segment segment = new Segment(file, bytes, first);
        segment.end = bytes.length();
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

    /** Appends a record. @throws IOException if the disk refuses; nothing is appended then */
    void append(byte[] record, int length) throws IOException {
        try {
            bytes.seek(end);
            bytes.write(record, 0, length);
        } catch (IOException e) {
            bytes.setLength(end);
            throw e;
        }
        end += length;
        nextSequence++;
    }

    /** Puts an entry into an array as it stands in the file, and yields how many bytes that are. */
    static int put(byte[] entry, byte[] record) {
        ByteBuffer.wrap(record).putInt(entry.length).putInt(checksum(entry)).put(entry);
        return RECORD_HEADER_BYTES + entry.length;
    }

    /** What stands at a place; null at the end, and where nothing can be told apart any more. */
    @Nullable
    Slot slot(long at) throws IOException {
        Slot slot = read(at);
        if (slot == null || slot.bytes() != null || slot.next() == end) {
            return slot;
        }
        // A damaged length would lead anywhere: it is trusted only if a good record follows.
        Slot following = read(slot.next());
        return following != null && following.bytes() != null ? slot : null;
    }

    private @Nullable Slot read(long at) throws IOException {
        if (at + RECORD_HEADER_BYTES > end) {
            return null;
        }
        bytes.seek(at);
        int length = bytes.readInt();
        int sum = bytes.readInt();
        long next = at + RECORD_HEADER_BYTES + length;
        if (length < 0 || next > end) {
            return null;
        }
        byte[] entry = new byte[length];
        bytes.readFully(entry);
        return new Slot(next, sum == checksum(entry) ? entry : null);
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
        long tail = bytes.length() - end;
        if (tail > 0) {
            bytes.setLength(end);
        }
        return tail;
    }

    /** Waits until the disk has it. */
    void force() throws IOException {
        bytes.getFD().sync();
    }

    /** Closes and deletes it. */
    void delete() throws IOException {
        bytes.close();
        Files.deleteIfExists(file);
    }

    @Override
    public void close() throws IOException {
        bytes.close();
    }

    private static byte[] header(long first) {
        ByteBuffer header = ByteBuffer.allocate(HEADER_BYTES);
        header.put(MAGIC).putInt(VERSION).putLong(first);
        CRC32C sum = new CRC32C();
        sum.update(header.array(), 0, header.position());
        return header.putInt((int) sum.getValue()).array();
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
}
