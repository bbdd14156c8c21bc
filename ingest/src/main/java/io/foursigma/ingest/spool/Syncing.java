// SPDX-License-Identifier: Apache-2.0
package io.foursigma.ingest.spool;

import io.foursigma.schemas.settings.ValueKind;
import java.io.IOException;
import java.io.SyncFailedException;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings what was appended from the machine's memory to its disk, as often as the policy says. */
final class Syncing implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Syncing.class);

    private final boolean never;
    private final boolean always;
    private final @Nullable ScheduledExecutorService timer;
    private volatile @Nullable Segment dirty;

    /** How many appends there were. Written under the spool's lock, and before {@link #dirty}. */
    private volatile long appends;

    /** Up to which of them the disk has refused something. It forgets what it refused, and says so once. */
    private long refused;

    Syncing(Duration interval) {
        this.never = interval.equals(ValueKind.UNBOUNDED);
        this.always = interval.isZero();
        this.timer = never || always ? null : timer(interval);
    }

    private ScheduledExecutorService timer(Duration interval) {
        ScheduledExecutorService created = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "collector-spool-sync");
            thread.setDaemon(true);
            return thread;
        });
        Future<?> unused = created.scheduleWithFixedDelay(
                this::syncByTime, interval.toMillis(), interval.toMillis(), TimeUnit.MILLISECONDS);
        return created;
    }

    /** Something was appended to a segment. Yields the append's number. */
    long appended(Segment segment) {
        long number = appends + 1;
        appends = number;
        dirty = segment;
        return number;
    }

    /** A segment is appended to no more. */
    void sealed(@Nullable Segment segment) throws IOException {
        if (segment != null && !never) {
            synchronized (this) {
                force(segment);
            }
        }
    }

    /**
     * Waits until an append is on disk, if the policy is to do so always; who comes meanwhile shares the next wait.
     *
     * @throws IOException if the disk has refused it, or may have done so
     */
    void awaitSafe(long append) throws IOException {
        if (always) {
            synchronized (this) {
                sync();
                if (append <= refused) {
                    throw new IOException("the disk has refused what was written with it");
                }
            }
        }
    }

    @Override
    public void close() {
        if (timer != null) {
            timer.shutdownNow();
            syncByTime();
        }
    }

    private void syncByTime() {
        try {
            sync();
        } catch (IOException e) {
            LOG.error("the spool may lose what it took if the machine fails: {}", e.toString());
        }
    }

    private synchronized void sync() throws IOException {
        Segment segment = dirty;
        dirty = null;
        if (segment != null) {
            force(segment);
        }
    }

    private void force(Segment segment) throws IOException {
        try {
            segment.force();
        } catch (SyncFailedException closed) {
            // It is not needed any more, and was closed meanwhile.
        } catch (IOException e) {
            refused = appends;
            throw e;
        }
    }
}
