// SPDX-License-Identifier: Apache-2.0
package io.foursigma.ingest.file;

import io.foursigma.ingest.format.FileForm;
import io.foursigma.ingest.format.FileStart;
import io.foursigma.ingest.format.Line;
import io.foursigma.ingest.format.Lines;
import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/** A file that is open, read item by item from a place on. Used by one thread. */
final class TailReader implements Closeable {

    /** So long a quote may be open at the end of a file that is followed; then it is taken for one that is never closed. */
    private static final long OPEN_QUOTE_MILLIS = 5_000;

    private final RandomAccessFile file;
    private final LineForms forms;
    private final InstantSource clock;
    private boolean complete;
    private long length;
    private boolean packed;
    private @Nullable MappedColumns columns;
    private @Nullable GrowingInput growing;
    private LineForms.@Nullable Items items;
    private @Nullable Item next;
    private @Nullable IOException failure;
    private long openQuoteAt = -1;
    private long openQuoteSince;

    private TailReader(RandomAccessFile file, LineForms forms, InstantSource clock) {
        this.file = file;
        this.forms = forms;
        this.clock = clock;
    }

    /**
     * Opens a file.
     *
     * @param key the key that it has to have: another file may have taken its place
     * @throws IOException if it cannot be opened; the message says why, and what to do
     */
    static TailReader open(Path path, String key, LineForms forms, InstantSource clock) throws IOException {
        if (!Files.isReadable(path)) {
            throw new IOException("no permission to read the file; see 'ls -l' and 'chmod'");
        }
        RandomAccessFile file = new RandomAccessFile(path.toFile(), "r");
        if (!key.equals(FileKeys.of(path))) {
            file.close();
            throw new IOException("another file has just taken its place; it is looked at again");
        }
        return new TailReader(file, forms, clock);
    }

    /** Whether it is the file that was taken up to this place: its marked bytes are the same, and it is no shorter. */
    boolean is(Place place) throws IOException {
        return file.length() >= place.marked()
                && FileKeys.mark(file, place.marked()).equals(place.mark());
    }

    /**
     * Looks how far the file goes by now.
     *
     * @param place up to where it was taken
     * @param isComplete whether its last line needs no end
     * @return whether it is the same file still, and was not emptied or filled anew
     */
    boolean look(Place place, boolean isComplete) throws IOException {
        long now = file.length();
        packed = items == null ? isPacked() : packed;
        // The place in what is packed tells nothing about the file's own bytes.
        boolean same = packed || (now >= place.offset() && is(place));
        length = now;
        complete = isComplete;
        if (growing != null) {
            growing.look(length, complete);
        }
        return same;
    }

    /** Its length at the last look. */
    long length() {
        return length;
    }

    /** Whether it is packed, and so does not grow. */
    boolean isPacked() throws IOException {
        return FileStart.isGzip(start());
    }

    /** The place with a mark of the bytes that were taken. */
    Place marked(Place place) throws IOException {
        long upTo = packed ? Math.min(length, FileKeys.MARKED_BYTES) : place.offset();
        if (upTo == place.marked()) {
            return place;
        }
        // What is packed is read on from where the file stands.
        long at = file.getFilePointer();
        Place marked = place.marked(upTo, FileKeys.mark(file, upTo));
        file.seek(at);
        return marked;
    }

    /** The next item from the place on, which stays the next one until it is taken; null at the end. */
    @Nullable
    Item peek(Place place) throws IOException {
        if (failure != null) {
            throw failure;
        }
        try {
            if (next == null && (items != null || begin(place))) {
                next = next(place);
            }
            return next;
        } catch (IOException e) {
            failure = explained(e);
            throw failure;
        }
    }

    /** Takes the item that was looked at. */
    void take() {
        next = null;
    }

    @Override
    public void close() throws IOException {
        file.close();
    }

    /** Reads the header if it is there, and goes to the place. */
    private boolean begin(Place place) throws IOException {
        byte[] start = start();
        boolean namedPacked = FileForm.isPacked(place.fileName());
        if (namedPacked && !packed && start.length == FileStart.BYTES) {
            throw new IOException(
                    "the name ends in .gz, but this is no gzip data; rename the file, or pack it with gzip");
        }
        if (start.length < FileStart.BYTES && (!complete || namedPacked)) {
            return false;
        }
        int mark = FileStart.markBytes(packed ? text(0).readNBytes(FileStart.BYTES) : start);
        Line first = new Lines(text(mark), forms.limitBytes(), mark).nextNotBlank();
        if (first == null) {
            return false;
        }
        columns = forms.columns(Path.of(place.path()), first);
        long dataFrom = columns == null ? mark : first.span().to();
        goTo(Math.max(dataFrom, place.offset()), place);
        return true;
    }

    private byte[] start() throws IOException {
        return FileKeys.read(file, 0, FileStart.BYTES);
    }

    private void goTo(long from, Place place) throws IOException {
        items = forms.items(new Lines(text(from), forms.limitBytes(), from), columns, place.positionId());
    }

    private InputStream text(long from) throws IOException {
        if (!packed) {
            GrowingInput input = new GrowingInput(file, from);
            input.look(length, complete);
            growing = input;
            return input;
        }
        file.seek(0);
        InputStream unpacked =
                new BufferedInputStream(new GZIPInputStream(new FileInputStream(file.getFD()), 65_536), 65_536);
        unpacked.skipNBytes(from);
        return unpacked;
    }

    /** A row whose quote is open at the end waits for a while: the rest of it may be on its way. */
    private @Nullable Item next(Place place) throws IOException {
        Item item = items == null ? null : items.next();
        if (item == null || !item.open() || complete || packed) {
            return item;
        }
        long now = clock.millis();
        if (openQuoteAt != item.span().from()) {
            openQuoteAt = item.span().from();
            openQuoteSince = now;
        }
        if (now - openQuoteSince >= OPEN_QUOTE_MILLIS) {
            return item;
        }
        goTo(openQuoteAt, place);
        return null;
    }

    private IOException explained(IOException e) {
        boolean cut = packed && (e instanceof EOFException || e instanceof ZipException);
        return cut
                ? new IOException(
                        "the gzip data is damaged or cut off (" + e.getMessage()
                                + "); give a file that 'gzip -t' finds whole",
                        e)
                : e;
    }
}
