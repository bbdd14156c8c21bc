// SPDX-License-Identifier: Apache-2.0
package io.foursigma.ingest.file;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The files that are taken, as they come, are renamed and go. Used by one thread. */
final class Tails implements Closeable {

    /** More files than these are closed whenever they were read to their end, and opened when they have grown. */
    private static final int MOST_OPEN = 100;

    private final FilePatterns patterns;
    private final Places places;
    private final LineForms forms;
    private final InstantSource clock;
    private final Troubles troubles;
    private final Set<String> missing = new HashSet<>();
    private final Map<String, Tail> byKey = new LinkedHashMap<>();

    /**
     * No files yet.
     *
     * @param patterns where they are
     * @param places up to where they were taken
     * @param forms how their lines become messages
     * @param clock the wall clock
     * @param troubles is told what cannot be taken
     */
    Tails(FilePatterns patterns, Places places, LineForms forms, InstantSource clock, Troubles troubles) {
        this.patterns = patterns;
        this.places = places;
        this.forms = forms;
        this.clock = clock;
        this.troubles = troubles;
    }

    /** All of them, in the order in which they are taken. */
    List<Tail> all() {
        return List.copyOf(byKey.values());
    }

    /** Whether there is a file for each pattern, and all are done with. */
    boolean areDone() {
        return missing.isEmpty()
                && byKey.values().stream().allMatch(tail -> tail.place().done());
    }

    /** Takes up files that were renamed while nobody looked, where they were not taken to their end. */
    void recover() {
        Map<String, Path> found = patterns.find(new ArrayList<>());
        Map<Path, Map<String, Path>> folders = new HashMap<>();
        List<String> gone = new ArrayList<>();
        for (Place place : places.all()) {
            if (place.done() || found.containsKey(place.key())) {
                continue;
            }
            Path folder = Path.of(place.path()).resolveSibling("");
            Path now = folders.computeIfAbsent(folder, FileKeys::inFolder).get(place.key());
            if (now == null || !takeUp(now, place)) {
                gone.add(place.path() + " (up to byte " + place.offset() + ')');
            }
        }
        if (!gone.isEmpty()) {
            troubles.tell(
                    gone.size() + " files went while nobody looked",
                    "what they had beyond what was taken is not taken; among them " + gone.get(0));
        }
    }

    private boolean takeUp(Path path, Place place) {
        try (TailReader reader = TailReader.open(path, place.key(), forms, clock)) {
            if (!reader.is(place)) {
                return false;
            }
        } catch (IOException e) {
            troubles.cannotRead(path, e);
        }
        Tail tail = new Tail(path, place, null, clock.millis());
        tail.goesAway(clock.millis());
        byKey.put(place.key(), tail);
        return true;
    }

    /** Looks which files came, were renamed and went. */
    void discover() {
        List<String> missingNow = new ArrayList<>();
        Map<String, Path> found = patterns.find(missingNow);
        missing.retainAll(missingNow);
        for (String pattern : missingNow) {
            if (missing.add(pattern)) {
                troubles.tell(pattern, "there is no such file, or no way to it; it is waited for");
            }
        }
        for (Tail tail : all()) {
            Path path = found.remove(tail.place().key());
            if (path != null) {
                tail.isAt(path);
            } else {
                goesAway(tail);
            }
        }
        if (found.isEmpty()) {
            return;
        }
        // What was begun comes first, in its order: it was there before the others.
        for (Place place : places.all()) {
            Path path = found.remove(place.key());
            if (path != null) {
                add(path, place.key());
            }
        }
        found.forEach((key, path) -> add(path, key));
    }

    private void goesAway(Tail tail) {
        tail.goesAway(clock.millis());
        if (tail.reader() != null) {
            return;
        }
        Place place = tail.place();
        Path now = FileKeys.inFolder(tail.path().resolveSibling("")).get(place.key());
        if (now == null || place.done()) {
            byKey.remove(place.key());
        } else {
            // It was at its end when it was closed.
            tail.isAt(now);
            tail.goesAway(clock.millis());
            tail.finish();
        }
    }

    private void add(Path path, String key) {
        try {
            TailReader reader = TailReader.open(path, key, forms, clock);
            Place place = place(path, key, reader);
            if (place.done() && !reader.isPacked()) {
                place = place.done(false);
            }
            Tail tail = new Tail(path, place, before(place), clock.millis());
            byKey.put(key, tail);
            tail.reader(reader);
            if (place.done() || tooManyAreOpen()) {
                tail.close();
            }
        } catch (IOException e) {
            troubles.cannotRead(path, e);
        }
    }

    /** The place of the file's own; or of one that had its path and its bytes: then it was written anew as it was. */
    private Place place(Path path, String key, TailReader reader) throws IOException {
        Place own = places.of(key);
        if (own != null && reader.is(own)) {
            return own;
        }
        List<Place> known = new ArrayList<>(places.all());
        Collections.reverse(known);
        for (Place place : known) {
            if (place.path().equals(path.toString())
                    && place.marked() > 0
                    && !byKey.containsKey(place.key())
                    && reader.is(place)) {
                return places.move(place, key);
            }
        }
        return places.begin(path, key, clock.millis());
    }

    /** The latest of the files that had the path before. */
    private @Nullable Tail before(Place place) {
        Tail before = null;
        for (Tail tail : byKey.values()) {
            boolean samePath =
                    tail.place().path().equals(place.path()) && tail.place().since() < place.since();
            if (samePath
                    && (before == null || before.place().since() < tail.place().since())) {
                before = tail;
            }
        }
        return before;
    }

    private boolean tooManyAreOpen() {
        return byKey.values().stream().filter(tail -> tail.reader() != null).count() > MOST_OPEN;
    }

    /** Opens a file if it may have something; null if not. @throws IOException if it cannot be opened */
    @Nullable
    TailReader open(Tail tail) throws IOException {
        TailReader open = tail.reader();
        if (open == null && tail.isWorthOpening(clock.millis())) {
            open = TailReader.open(tail.path(), tail.place().key(), forms, clock);
            tail.reader(open);
        }
        return open;
    }

    /** A file was emptied or filled anew: it is another one. */
    void beginAnew(Tail tail) throws IOException {
        troubles.happened(tail.path(), "was emptied or filled anew, and is taken from its begin");
        tail.beginAnew(places.begin(Path.of(tail.place().path()), tail.place().key(), clock.millis()));
    }

    /** A file was read to its end, so far; it is closed if too many are open. */
    void rest(Tail tail) throws IOException {
        if (tooManyAreOpen() && !tail.isAway()) {
            tail.rest();
        }
    }

    /** A file is done with. */
    void done(Tail tail) throws IOException {
        tail.close();
        tail.place(tail.place().done(true));
        places.put(tail.place());
        if (tail.isAway()) {
            byKey.remove(tail.place().key());
        }
    }

    /** A file cannot be read on; it is tried again later. */
    void stuck(Tail tail) {
        tail.stuck(clock.millis());
        close(tail);
    }

    @Override
    public void close() {
        all().forEach(this::close);
    }

    private void close(Tail tail) {
        try {
            tail.close();
        } catch (IOException e) {
            troubles.cannotRead(tail.path(), e);
        }
    }
}
