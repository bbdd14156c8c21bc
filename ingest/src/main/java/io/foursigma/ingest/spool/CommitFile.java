// SPDX-License-Identifier: Apache-2.0
package io.foursigma.ingest.spool;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.zip.CRC32C;

/**
 * Up to where Kafka has the entries: two slots that are written in turn, each with its checksum, so that one of them is whole
 * whenever the writer is killed.
 */
final class CommitFile implements AutoCloseable {

    static final String NAME = "committed";

    private static final int SLOT_BYTES = 12;

    private final RandomAccessFile file;
    private int turn;
    private long next;

    private CommitFile(RandomAccessFile file) {
        this.file = file;
    }

    /** Opens the file of a folder, or makes it. */
    static CommitFile open(Path folder) throws IOException {
        CommitFile file =
                new CommitFile(new RandomAccessFile(folder.resolve(NAME).toFile(), "rw"));
        for (int turn = 0; turn < 2; turn++) {
            long told = file.read(turn);
            if (told > file.next) {
                file.next = told;
                file.turn = 1 - turn;
            }
        }
        return file;
    }

    /** The sequence number of the first entry that Kafka may not have. */
    long next() {
        return next;
    }

    /** Kafka has all before this sequence number. */
    void write(long sequence) throws IOException {
        file.seek((long) turn * SLOT_BYTES);
        file.write(ByteBuffer.allocate(SLOT_BYTES)
                .putLong(sequence)
                .putInt(checksum(sequence))
                .array());
        turn = 1 - turn;
        next = sequence;
    }

    @Override
    public void close() throws IOException {
        file.close();
    }

    private long read(int which) throws IOException {
        long at = (long) which * SLOT_BYTES;
        if (file.length() < at + SLOT_BYTES) {
            return 0;
        }
        file.seek(at);
        long sequence = file.readLong();
        return file.readInt() == checksum(sequence) ? sequence : 0;
    }

    private static int checksum(long sequence) {
        CRC32C sum = new CRC32C();
        sum.update(ByteBuffer.allocate(Long.BYTES).putLong(sequence).flip());
        return (int) sum.getValue();
    }
}
