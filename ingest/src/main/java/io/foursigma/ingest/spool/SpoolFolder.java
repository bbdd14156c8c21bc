// SPDX-License-Identifier: Apache-2.0
package io.foursigma.ingest.spool;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The files of a spool: segments from the oldest to the one that is appended to. Used under the spool's lock. */
final class SpoolFolder implements Closeable {

    private static final Logger LOG = LoggerFactory.getLogger(SpoolFolder.class);
    private static final long LARGEST_SEGMENT = 16_000_000;
    private static final int LEAST_SEGMENTS = 8;

    private final Path path;
    private final FileChannel lockFile;
    private final CommitFile committed;
    private final Deque<Segment> segments = new ArrayDeque<>();
    private final long segmentBytes;
    private long bytes;
    private long nextSequence;
    private long damaged;

    private SpoolFolder(Path path, FileChannel lockFile, CommitFile committed, long maxBytes) {
        this.path = path;
        this.lockFile = lockFile;
        this.committed = committed;
        this.segmentBytes = Math.min(LARGEST_SEGMENT, maxBytes / LEAST_SEGMENTS);
        this.nextSequence = committed.next();
    }

    /** Opens a folder, which is made if it is not there, and looks through its files. */
    static SpoolFolder open(Path path, long maxBytes) throws IOException {
        Files.createDirectories(path);
        FileChannel lockFile =
                FileChannel.open(path.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        lock(lockFile);
        SpoolFolder folder = null;
        try {
            folder = new SpoolFolder(path, lockFile, CommitFile.open(path), maxBytes);
            folder.openSegments();
            return folder;
        } catch (IOException e) {
            if (folder == null) {
                lockFile.close();
            } else {
                folder.close();
            }
            throw e;
        }
    }

    private static void lock(FileChannel file) throws IOException {
        FileLock lock;
        try {
            lock = file.tryLock();
        } catch (OverlappingFileLockException e) {
            lock = null;
        }
        if (lock == null) {
            file.close();
            throw new IOException("another collector uses it");
        }
    }

    private void openSegments() throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.list(path)) {
            files = all.filter(file -> file.toString().endsWith(".segment"))
                    .sorted()
                    .toList();
        }
        for (Path file : files) {
            Segment segment = Segment.open(file);
            if (segment == null) {
                LOG.warn("the file {} of the spool is none of its segments, and is removed", file);
                Files.delete(file);
                continue;
            }
            Segment before = segments.peekLast();
            if (before != null) {
                told(before, segment.first() - before.nextSequence());
            }
            told(segment, segment.scan());
            segments.addLast(segment);
            bytes += segment.end();
            nextSequence = Math.max(nextSequence, segment.nextSequence());
        }
        Segment last = segments.peekLast();
        if (last != null) {
            long tail = last.cutTail();
            if (tail > 0) {
                LOG.warn("the last {} bytes of {} are no whole entry, and are cut off", tail, last.file());
            }
        }
        removeCommitted(start());
    }

    private void told(Segment segment, long lost) {
        if (lost > 0) {
            damaged += lost;
            LOG.error("{} entries of {} are damaged, and are lost", lost, segment.file());
        }
    }

    /** Where the first entry stands that Kafka may not have. */
    Spool.Place start() throws IOException {
        for (Segment segment : segments) {
            if (segment.nextSequence() > committed.next()) {
                long at = Segment.HEADER_BYTES;
                for (long sequence = segment.first(); sequence < committed.next(); sequence++) {
                    Segment.Slot slot = segment.slot(at);
                    if (slot == null) {
                        break;
                    }
                    at = slot.next();
                }
                return new Spool.Place(Math.max(segment.first(), committed.next()), segment, at);
            }
        }
        Segment last = segments.peekLast();
        return new Spool.Place(nextSequence, last, last == null ? 0 : last.end());
    }

    /** The place before the first entry from a sequence number on, where a segment begins with it or behind it. */
    Spool.Place startAt(long sequence) {
        for (Segment segment : segments) {
            if (segment.first() >= sequence) {
                return new Spool.Place(segment.first(), segment, Segment.HEADER_BYTES);
            }
        }
        return new Spool.Place(nextSequence, null, 0);
    }

    /** The same place; or, at the end of a segment, the begin of the one behind it. */
    Spool.Place onward(Spool.Place place) {
        Segment segment = place.segment();
        if (segment != null && (place.at() < segment.end() || segment == segments.peekLast())) {
            return place;
        }
        return startAt(place.sequence());
    }

    /** The sequence number of the entry that is appended next. */
    long nextSequence() {
        return nextSequence;
    }

    /** Bytes of all segments. */
    long bytes() {
        return bytes;
    }

    /** Entries that the disk has lost. */
    long damaged() {
        return damaged;
    }

    /** Whether an entry of this size begins a segment. */
    boolean needsSegment(long entryBytes) {
        Segment last = segments.peekLast();
        return last == null
                || last.nextSequence() != nextSequence
                || (last.end() + entryBytes > segmentBytes && last.end() > Segment.HEADER_BYTES);
    }

    /** Begins a segment, and yields the one that is appended to no more; null if there was none. */
    @Nullable
    Segment startSegment() throws IOException {
        Segment before = segments.peekLast();
        segments.addLast(Segment.create(path, nextSequence));
        bytes += Segment.HEADER_BYTES;
        return before;
    }

    /** Appends an entry to the last segment, and yields that. */
    Segment append(byte[] record, int length) throws IOException {
        Segment last = segments.getLast();
        last.append(record, length);
        bytes += length;
        nextSequence = last.nextSequence();
        return last;
    }

    /** Removes the oldest segment with all that it holds. A file that cannot be deleted comes again after a restart. */
    Segment removeOldest() {
        Segment oldest = segments.removeFirst();
        bytes -= oldest.end();
        try {
            oldest.delete();
        } catch (IOException e) {
            LOG.warn("the file {} of the spool cannot be deleted, and takes room: {}", oldest.file(), e.toString());
        }
        return oldest;
    }

    /** Kafka has all entries before this place. */
    void commit(Spool.Place place) throws IOException {
        committed.write(place.sequence());
        removeCommitted(place);
    }

    private void removeCommitted(Spool.Place place) {
        Segment first = segments.peekFirst();
        while (first != null
                && first.nextSequence() <= place.sequence()
                && (segments.size() > 1 || first.end() > segmentBytes)) {
            removeOldest();
            first = segments.peekFirst();
        }
    }

    @Override
    public void close() {
        try {
            for (Segment segment : segments) {
                segment.close();
            }
            committed.close();
            lockFile.close();
        } catch (IOException e) {
            throw new UncheckedIOException("the spool " + path + " cannot be closed", e);
        }
    }

    @Override
    public String toString() {
        return path.toString();
    }
}
