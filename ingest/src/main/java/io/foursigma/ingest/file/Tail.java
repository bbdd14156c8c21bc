// SPDX-License-Identifier: Apache-2.0
package io.foursigma.ingest.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/** A file that is taken, open or not: where it is, and how far it was taken. Used by one thread. */
final class Tail {

    /** A file that cannot be read is tried again after this time, or when its length has changed. */
    private static final long STUCK_MILLIS = 10_000;

    private Path path;
    private Place place;
    private @Nullable TailReader reader;

    /** The file that had the path before; its lines come first. */
    private @Nullable Tail before;

    private boolean away;
    private boolean finishing;
    private boolean atEnd;
    private boolean empty;
    private boolean stuck;
    private long stuckMillis;
    private String stuckStamp = "";
    private String lookedAt = "";
    private String restingStamp = "";

    /** When it last went, or had something; epoch milliseconds. */
    private long aliveMillis;

    Tail(Path path, Place place, @Nullable Tail before, long now) {
        this.path = path;
        this.place = place;
        this.before = before;
        this.aliveMillis = now;
    }

    Path path() {
        return path;
    }

    Place place() {
        return place;
    }

    void place(Place taken) {
        place = taken;
    }

    @Nullable
    TailReader reader() {
        return reader;
    }

    void reader(@Nullable TailReader opened) {
        reader = opened;
    }

    void close() throws IOException {
        TailReader open = reader;
        reader = null;
        if (open != null) {
            open.close();
        }
    }

    /** It is to be found there. */
    void isAt(Path where) {
        path = where;
        away = false;
    }

    /** It is no longer to be found where files are looked for. */
    void goesAway(long now) {
        aliveMillis = away ? aliveMillis : now;
        away = true;
    }

    boolean isAway() {
        return away;
    }

    /** Nothing more will be written to it: its last line needs no end. */
    void finish() {
        atEnd &= finishing;
        finishing = true;
    }

    boolean isFinishing() {
        return finishing;
    }

    /** All of it that is there, or can be read, was taken. */
    void atEnd(boolean isAtEnd, long now) {
        aliveMillis = isAtEnd ? aliveMillis : now;
        atEnd = isAtEnd;
        stuck = false;
    }

    boolean isAtEnd() {
        return atEnd;
    }

    /** It cannot be read on for now. */
    void stuck(long now) {
        stuck = true;
        stuckMillis = now;
        stuckStamp = stamp();
    }

    /** Whether it is worth the trouble to open it: nothing is known of it, or it has changed, or some time has passed. */
    boolean isWorthOpening(long now) {
        if (stuck) {
            return now - stuckMillis >= STUCK_MILLIS || !stamp().equals(stuckStamp);
        }
        return !place.done() && (!atEnd || finishing || !stamp().equals(restingStamp));
    }

    /** It is looked at: what is written from now on shows. */
    void isLookedAt() {
        lookedAt = stamp();
    }

    /** Closes it at its end until there is more. */
    void rest() throws IOException {
        restingStamp = lookedAt;
        close();
    }

    /** Differs when the file was written to. */
    private String stamp() {
        try {
            BasicFileAttributes there = Files.readAttributes(path, BasicFileAttributes.class);
            return there.size() + "@" + there.lastModifiedTime();
        } catch (IOException away) {
            return "";
        }
    }

    long aliveMillis() {
        return aliveMillis;
    }

    /**
     * Whether its turn has come. A file that took the path of another one, and has something, tells that nothing more comes to
     * that one, if it went: it is then taken to its end first.
     */
    boolean mayBeRead(long length) {
        empty = length == 0;
        Tail first = before;
        if (first != null && ((empty && !finishing) || !first.isOver())) {
            return false;
        }
        before = null;
        return true;
    }

    /** Whether all of it was taken, and of those before it, now that a later one has something. */
    private boolean isOver() {
        if (away) {
            finish();
        }
        Tail first = before;
        if (first != null && empty) {
            return first.isOver();
        }
        return atEnd || stuck || place.done();
    }

    /** It was emptied or filled anew. */
    void beginAnew(Place anew) throws IOException {
        close();
        place = anew;
        atEnd = false;
    }
}
