// SPDX-License-Identifier: Apache-2.0
package io.foursigma.ingest.file;

import io.foursigma.ingest.MessageReader;
import io.foursigma.schemas.settings.SettingsTable;
import java.io.Closeable;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Takes what files have, batch after batch, each file in its order, and keeps up to where. Used by one thread. */
final class FileTaking implements Closeable {

    /** Time between two looks at files that were read to their end. */
    static final long POLL_MILLIS = 250;

    /** So long a file that went, and that no other one has followed, may still be written to. */
    static final long GONE_MILLIS = 60_000;

    /** Time between two savings of places while there is much to do. */
    private static final long SAVE_MILLIS = 1_000;

    private static final int BATCH_BYTES = 1_000_000;
    private static final int BATCH_ITEMS = 20_000;

    private final boolean follow;
    private final Tails tails;
    private final Places places;
    private final Pace pace;
    private final Delivery delivery;
    private final Troubles troubles;
    private final InstantSource clock;
    private long discoveredMillis = Long.MIN_VALUE;
    private long savedMillis = Long.MIN_VALUE;
    private long readings;
    private long letters;

    /**
     * Nothing is taken yet.
     *
     * @param follow whether files are followed as they grow
     * @param tails the files
     * @param places up to where they were taken
     * @param pace when readings are due
     * @param delivery the way to Kafka
     * @param troubles is told what cannot be taken
     * @param clock the wall clock
     */
    FileTaking(
            boolean follow,
            Tails tails,
            Places places,
            Pace pace,
            Delivery delivery,
            Troubles troubles,
            InstantSource clock) {
        this.follow = follow;
        this.tails = tails;
        this.places = places;
        this.pace = pace;
        this.delivery = delivery;
        this.troubles = troubles;
        this.clock = clock;
    }

    /** The way to Kafka: returns when Kafka has acknowledged the batch. */
    @FunctionalInterface
    interface Delivery {
        /** Delivers a batch. @throws InterruptedException if the thread is interrupted; part of the batch may be there then */
        void deliver(List<MessageReader.Message> batch) throws InterruptedException;
    }

    /** Takes up what was renamed while nobody looked. */
    void begin() {
        tails.recover();
    }

    /** Whether nothing is left, nor can come. */
    boolean isDone() {
        return !follow && tails.areDone();
    }

    /** What was taken, in words. */
    String counts() {
        return readings + " readings, and " + letters + " items that are none";
    }

    /**
     * Takes what all files have now, as far as it is due.
     *
     * @param goesOn whether to go on after a batch
     * @return after how many milliseconds it wants to be called again
     */
    long round(BooleanSupplier goesOn) throws InterruptedException {
        long now = clock.millis();
        if (discoveredMillis == Long.MIN_VALUE || now - discoveredMillis >= POLL_MILLIS) {
            discoveredMillis = now;
            // What was emptied is older than what comes now.
            tails.all().forEach(this::look);
            tails.discover();
        }
        if (pace.awaitsBegin()) {
            beginPace();
        }
        long wait = POLL_MILLIS;
        for (Tail tail : tails.all()) {
            if (places.hasNew()) {
                // Before anything of it is sent: sent again, what is no reading then has the position that it had.
                save();
            }
            wait = Math.min(wait, turn(tail, goesOn));
        }
        saveInTime();
        return wait;
    }

    private long turn(Tail tail, BooleanSupplier goesOn) throws InterruptedException {
        try {
            TailReader reader = look(tail);
            if (reader == null) {
                return POLL_MILLIS;
            }
            if (!tail.mayBeRead(reader.length())) {
                return POLL_MILLIS;
            }
            List<Item> batch = batch(tail, reader);
            while (!batch.isEmpty() && goesOn.getAsBoolean()) {
                deliver(tail, batch);
                saveInTime();
                batch = batch(tail, reader);
            }
            Item next = batch.isEmpty() ? reader.peek(tail.place()) : batch.get(0);
            if (next != null) {
                return Math.max(1, pace.untilMillis(next.time()));
            }
            atEnd(tail, reader);
        } catch (IOException e) {
            cannotRead(tail, e);
        }
        return POLL_MILLIS;
    }

    /** Looks how far a file goes by now; null if there is nothing to read for now. */
    private @Nullable TailReader look(Tail tail) {
        try {
            TailReader reader = tails.open(tail);
            if (reader == null) {
                return null;
            }
            tail.isLookedAt();
            if (reader.look(tail.place(), !follow || tail.isFinishing())) {
                return reader;
            }
            tails.beginAnew(tail);
        } catch (IOException e) {
            cannotRead(tail, e);
        }
        return null;
    }

    private void cannotRead(Tail tail, IOException why) {
        troubles.cannotRead(tail.path(), why);
        tails.stuck(tail);
    }

    private List<Item> batch(Tail tail, TailReader reader) throws IOException {
        List<Item> batch = new ArrayList<>();
        long bytes = 0;
        int items = 0;
        while (bytes < BATCH_BYTES && items < BATCH_ITEMS) {
            Item item;
            try {
                item = reader.peek(tail.place());
            } catch (IOException e) {
                if (batch.isEmpty()) {
                    throw e;
                }
                // It is thrown again when what stood before is delivered.
                return batch;
            }
            if (item == null || pace.untilMillis(item.time()) > 0) {
                return batch;
            }
            reader.take();
            batch.add(item);
            bytes += item.message().bytes();
            items += item.message().items();
        }
        return batch;
    }

    private void deliver(Tail tail, List<Item> batch) throws InterruptedException {
        delivery.deliver(batch.stream().map(Item::message).toList());
        for (Item item : batch) {
            readings += item.message().readings().size();
            letters += item.message().letters().size();
        }
        tail.place(tail.place().at(batch.get(batch.size() - 1).span().to()));
        places.put(tail.place());
        tail.atEnd(false, clock.millis());
    }

    private void atEnd(Tail tail, TailReader reader) throws IOException {
        long now = clock.millis();
        troubles.canRead(tail.path());
        tail.atEnd(true, now);
        mark(tail, reader);
        if (!follow || tail.isFinishing() || reader.isPacked()) {
            tails.done(tail);
        } else if (tail.isAway() && now - tail.aliveMillis() >= GONE_MILLIS) {
            tail.finish();
        } else {
            tails.rest(tail);
        }
    }

    /** All files that are there go by one clock: the earliest of their first readings is due now. */
    private void beginPace() {
        long first = Long.MAX_VALUE;
        for (Tail tail : tails.all()) {
            try {
                TailReader reader = look(tail);
                Item item = reader == null ? null : reader.peek(tail.place());
                first = item == null || item.time() == Item.NO_TIME ? first : Math.min(first, item.time());
            } catch (IOException e) {
                cannotRead(tail, e);
            }
        }
        if (first < Long.MAX_VALUE) {
            pace.begin(first);
        }
    }

    private void saveInTime() {
        if (savedMillis == Long.MIN_VALUE || clock.millis() - savedMillis >= SAVE_MILLIS) {
            save();
        }
    }

    /** Keeps up to where all files were taken. */
    private void save() {
        savedMillis = clock.millis();
        try {
            for (Tail tail : tails.all()) {
                TailReader reader = tail.reader();
                if (reader != null) {
                    mark(tail, reader);
                }
            }
            places.save();
        } catch (IOException e) {
            troubles.tell(
                    SettingsTable.COLLECT_FILES_STATE.name(),
                    "up to where files were taken cannot be kept: " + e.getMessage());
        }
    }

    private void mark(Tail tail, TailReader reader) throws IOException {
        tail.place(reader.marked(tail.place()));
        places.put(tail.place());
    }

    /** Keeps up to where all files were taken, and closes them. */
    @Override
    public void close() {
        save();
        tails.close();
    }
}
