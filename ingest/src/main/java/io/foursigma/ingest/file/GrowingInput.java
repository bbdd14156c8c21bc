// SPDX-License-Identifier: Apache-2.0
package io.foursigma.ingest.file;

import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;

/**
 * A file that may grow, as a stream of whole lines: it ends behind the last line end that was there at the last look, and goes on
 * when there are more. However long a line is, no more than a block of it is in memory.
 */
final class GrowingInput extends InputStream {

    private static final int BLOCK_BYTES = 16_384;

    private final RandomAccessFile file;
    private final byte[] block = new byte[BLOCK_BYTES];
    private long place;
    private long end;
    private long linesEnd;

    /** Up to here no line ends beyond the place. */
    private long looked;

    private boolean complete;

    /** The file from this place on, which begins a line; nothing of it until {@link #look}. */
    GrowingInput(RandomAccessFile file, long place) {
        this.file = file;
        this.place = place;
        this.linesEnd = place;
        this.looked = place;
    }

    /**
     * Looks how far the file goes.
     *
     * @param length its length
     * @param isComplete whether its last line needs no end
     */
    void look(long length, boolean isComplete) {
        end = length;
        complete = isComplete;
    }

    @Override
    public int read() {
        throw new UnsupportedOperationException("lines are read in blocks");
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
        if (place >= linesEnd) {
            linesEnd = complete ? end : lastLineEnd();
        }
        int wanted = (int) Math.min(length, linesEnd - place);
        if (wanted <= 0) {
            return -1;
        }
        file.seek(place);
        int read = file.read(into, from, wanted);
        place += Math.max(0, read);
        return read;
    }

    /** The place behind the last line end before the end; 0 if none is beyond the place. Looks at each byte once. */
    private long lastLineEnd() throws IOException {
        long from = Math.max(looked, place);
        for (long to = end; to > from; to -= BLOCK_BYTES) {
            long start = Math.max(from, to - BLOCK_BYTES);
            file.seek(start);
            int bytes = file.read(block, 0, (int) (to - start));
            for (int i = bytes - 1; i >= 0; i--) {
                if (block[i] == '\n') {
                    return start + i + 1;
                }
            }
        }
        looked = Math.max(looked, end);
        return 0;
    }
}
