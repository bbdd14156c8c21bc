// SPDX-License-Identifier: Apache-2.0
package io.foursigma.ingest.spool;

import io.foursigma.ingest.SourceException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is kept on disk until Kafka has it. What was appended survives the end of the process, however it ends, and the end of
 * the machine as far as the policy says. {@code docs/spool.md} describes the files. Usable from several threads, but entries
 * are read by one.
 */
public final class Spool implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Spool.class);
    private static final int LEAST_BUFFER_BYTES = 65_536;

    private final SpoolFolder folder;
    private final SpoolPolicy policy;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition appended = lock.newCondition();
    private final Deque<Place> read = new ArrayDeque<>();
    private final Syncing syncing;
    private byte[] record = new byte[LEAST_BUFFER_BYTES];
    private Place start;
    private long dropped;
    private boolean failing;
    private boolean closed;

    private Spool(SpoolFolder folder, SpoolPolicy policy) throws IOException {
        this.folder = folder;
        this.policy = policy;
        this.start = folder.start();
        this.syncing = new Syncing(policy.fsync());
    }

    /**
     * A place between two entries.
     *
     * @param sequence the sequence number of the entry behind it
     * @param segment the segment of that entry or of the one before; null before the first entry of all
     * @param at where in the segment
     */
    record Place(long sequence, @Nullable Segment segment, long at) {}

    /**
     * Opens a spool and looks through what it holds.
     *
     * @param path its folder, which is made if it is not there
     * @throws SourceException if it cannot be used, or another process uses it
     */
    public static Spool open(Path path, SpoolPolicy policy) {
        SpoolFolder folder = null;
        try {
            folder = SpoolFolder.open(path, policy.maxBytes());
            Spool spool = new Spool(folder, policy);
            folder = null;
            return spool;
        } catch (IOException e) {
            throw SourceException.cannotKeep(path, e);
        } finally {
            if (folder != null) {
                folder.close();
            }
        }
    }

    /**
     * Appends an entry. It does not wait for Kafka.
     *
     * @return whether it is kept; if not, it is counted as dropped, and may be there nevertheless if the disk has failed
     */
    public boolean append(byte[] entry) {
        long append;
        lock.lock();
        try {
            if (closed || !makeRoom(Segment.RECORD_HEADER_BYTES + (long) entry.length)) {
                dropped++;
                return false;
            }
            int length = buffered(entry);
            append = syncing.appended(folder.append(record, length));
            appended.signalAll();
        } catch (IOException e) {
            failed(e);
            return false;
        } finally {
            lock.unlock();
        }
        return isSafe(append);
    }

    /**
     * The next entries in their order. Until they are committed the same ones come again.
     *
     * @param mostBytes how many bytes they have together at most; a larger entry comes alone
     * @param timeout how long to wait for one
     * @return none if there is none within that time
     * @throws UncheckedIOException if the disk refuses
     */
    public List<SpoolEntry> next(long mostBytes, Duration timeout) throws InterruptedException {
        lock.lock();
        try {
            long nanos = timeout.toNanos();
            while (start.sequence() >= folder.nextSequence() && nanos > 0) {
                nanos = appended.awaitNanos(nanos);
            }
            List<SpoolEntry> entries = readFrom(start, mostBytes);
            if (entries.isEmpty() && !read.isEmpty()) {
                // Nothing but damaged ones, which nobody can commit.
                commit(read.getLast().sequence() - 1);
            }
            return entries;
        } catch (IOException e) {
            throw new UncheckedIOException("the spool " + folder + " cannot be read", e);
        } finally {
            lock.unlock();
        }
    }

    /**
     * Forgets entries that Kafka has.
     *
     * @param sequence that of the last one
     * @throws UncheckedIOException if the disk refuses; they may come again after a restart
     */
    public void commit(long sequence) {
        lock.lock();
        try {
            Place place = null;
            while (!read.isEmpty() && read.getFirst().sequence() <= sequence + 1) {
                place = read.removeFirst();
            }
            if (place != null && place.sequence() > start.sequence()) {
                start = place;
                folder.commit(place);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the spool " + folder + " cannot be written", e);
        } finally {
            lock.unlock();
        }
    }

    /** What it holds now. */
    public SpoolDepth depth() {
        lock.lock();
        try {
            long entries = Math.max(0, folder.nextSequence() - start.sequence());
            return new SpoolDepth(entries, folder.bytes(), dropped, folder.damaged());
        } finally {
            lock.unlock();
        }
    }

    /** Keeps what it holds for the next one, and closes its files. */
    @Override
    public void close() {
        syncing.close();
        lock.lock();
        try {
            closed = true;
            folder.close();
        } finally {
            lock.unlock();
        }
    }

    /** Whether there is room for so many bytes more; it is made if the policy is to drop the oldest. */
    private boolean makeRoom(long bytes) throws IOException {
        long most = policy.maxBytes() - Segment.HEADER_BYTES - bytes;
        if (most < 0 || (folder.bytes() > most && policy.whenFull() == SpoolPolicy.WhenFull.NEWEST)) {
            return false;
        }
        if (folder.needsSegment(bytes)) {
            syncing.sealed(folder.startSegment());
        }
        // The segment that is appended to is a small part of the room, so there are others as long as it is exceeded.
        while (folder.bytes() + bytes > policy.maxBytes()) {
            dropOldest();
        }
        return true;
    }

    private void dropOldest() {
        Segment oldest = folder.removeOldest();
        long from = Math.max(oldest.first(), start.sequence());
        long lost = Math.max(0, oldest.nextSequence() - from);
        if (lost > 0) {
            LOG.warn("the spool {} is full: its {} oldest entries are dropped", folder, lost);
            dropped += lost;
        }
        if (start.sequence() <= oldest.nextSequence()) {
            start = folder.startAt(oldest.nextSequence());
            read.clear();
        }
    }

    private List<SpoolEntry> readFrom(Place from, long mostBytes) throws IOException {
        List<SpoolEntry> entries = new ArrayList<>();
        read.clear();
        long bytes = 0;
        Place place = folder.onward(from);
        while (place.sequence() < folder.nextSequence()) {
            Segment segment = place.segment();
            Segment.Slot slot = segment == null ? null : segment.slot(place.at());
            if (segment == null || slot == null) {
                throw new IOException("an entry is not where it was written: " + place);
            }
            byte[] entry = slot.bytes();
            if (entry != null) {
                bytes += entry.length;
                if (!entries.isEmpty() && bytes > mostBytes) {
                    break;
                }
                entries.add(new SpoolEntry(place.sequence(), entry));
            }
            Place behind = new Place(place.sequence() + 1, segment, slot.next());
            read.add(behind);
            place = folder.onward(behind);
        }
        return entries;
    }

    /** Puts an entry into the record, and yields how long that is. */
    private int buffered(byte[] entry) {
        if (record.length < Segment.RECORD_HEADER_BYTES + entry.length) {
            record = new byte[Segment.RECORD_HEADER_BYTES + entry.length];
        }
        return Segment.put(entry, record);
    }

    private boolean isSafe(long append) {
        try {
            syncing.awaitSafe(append);
            failing = false;
            return true;
        } catch (IOException e) {
            failed(e);
            return false;
        }
    }

    private void failed(IOException failure) {
        lock.lock();
        try {
            dropped++;
            if (!failing) {
                failing = true;
                LOG.error("entries are dropped, for the spool {} cannot be written: {}", folder, failure.toString());
            }
        } finally {
            lock.unlock();
        }
    }
}
