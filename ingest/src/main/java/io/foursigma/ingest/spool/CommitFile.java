// SPDX-License-Identifier: Apache-2.0
package io.foursigma.ingest.spool;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32C;

/**
 * Up to where Kafka has the entries: two slots that are written in turn, each with its checksum, so that one of them is whole
 * whenever the writer is killed.
 */
final class CommitFile implements AutoCloseable {

    static final String NAME = "committed";

    private static final int SLOT_BYTES = 12;

    private final FileChannel channel;
    private final ByteBuffer slot = ByteBuffer.allocate(SLOT_BYTES);
    private int turn;
    private long next;

    private CommitFile(FileChannel channel) {
        this.channel = channel;
    }

    /** Opens the file of a folder, or makes it. */
    static CommitFile open(Path folder) throws IOException {
        CommitFile file = new CommitFile(FileChannel.open(
                folder.resolve(NAME), StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE));
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
        slot.clear();
        slot.putLong(sequence).putInt(checksum(sequence)).flip();
        channel.write(slot, (long) turn * SLOT_BYTES);
        turn = 1 - turn;
        next = sequence;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    private long read(int which) throws IOException {
        slot.clear();
        boolean whole = channel.read(slot, (long) which * SLOT_BYTES) == SLOT_BYTES;
        long sequence = slot.getLong(0);
        return whole && slot.getInt(Long.BYTES) == checksum(sequence) ? sequence : 0;
    }

    private static int checksum(long sequence) {
        CRC32C sum = new CRC32C();
        sum.update(ByteBuffer.allocate(Long.BYTES).putLong(sequence).flip());
        return (int) sum.getValue();
    }
}
