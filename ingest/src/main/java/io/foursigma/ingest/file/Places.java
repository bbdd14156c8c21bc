// SPDX-License-Identifier: Apache-2.0
package io.foursigma.ingest.file;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.foursigma.schemas.json.Json;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The places of files, and the file that keeps them: NDJSON, a place a line. It is replaced as a whole, so what is there is
 * always the places of one moment. One collector uses it at a time.
 */
final class Places implements Closeable {

    /** Places of files that went are kept for a while, for what went may come again; beyond so many the oldest go. */
    private static final int MOST_PLACES = 10_000;

    private final Path file;
    private final FileChannel lock;
    private final Map<String, Place> byKey = new HashMap<>();
    private long newest;
    private boolean hasNew;
    private boolean changed;

    private Places(Path file, FileChannel lock) {
        this.file = file;
        this.lock = lock;
    }

    /** Reads the places, none where there is no file yet. @throws IOException if it cannot be used; the message says why */
    static Places open(Path file) throws IOException {
        Path absolute = file.toAbsolutePath();
        Files.createDirectories(absolute.resolveSibling(""));
        FileChannel lock = FileChannel.open(
                absolute.resolveSibling(absolute.getFileName() + ".lock"),
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE);
        Places places = new Places(absolute, lock);
        try {
            if (!isLocked(lock)) {
                throw new IOException("another collector uses it: give each one of its own");
            }
            places.read();
            // Sees that the file can be written before there is anything to lose.
            places.changed = true;
            places.save();
            return places;
        } catch (IOException e) {
            lock.close();
            throw e;
        }
    }

    private static boolean isLocked(FileChannel lock) throws IOException {
        try {
            return lock.tryLock() != null;
        } catch (OverlappingFileLockException thisProcess) {
            return false;
        }
    }

    /** All of them, the oldest first. */
    List<Place> all() {
        List<Place> all = new ArrayList<>(byKey.values());
        all.sort(Comparator.comparingLong(Place::since));
        return all;
    }

    /** The place of the file that had this key; null if there was none. */
    @Nullable
    Place of(String key) {
        return byKey.get(key);
    }

    /** A file that was not seen before. */
    Place begin(Path path, String key, long now) {
        newest = Math.max(now, newest + 1);
        Place place = Place.begin(path.toString(), key, newest);
        put(place);
        hasNew = true;
        return place;
    }

    void put(Place place) {
        changed |= !place.equals(byKey.put(place.key(), place));
    }

    /** Whether there are files that were not seen before, and that is not kept yet. */
    boolean hasNew() {
        return hasNew;
    }

    /** The place of a file that has another key now. */
    Place move(Place place, String newKey) {
        byKey.remove(place.key());
        Place moved = place.withKey(newKey);
        put(moved);
        return moved;
    }

    /** Replaces the file if places have changed; it is on the disk when this returns. */
    void save() throws IOException {
        if (!changed) {
            return;
        }
        List<Place> kept = all();
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        try (FileChannel channel = FileChannel.open(
                        fresh,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE,
                        StandardOpenOption.TRUNCATE_EXISTING);
                OutputStream out = Channels.newOutputStream(channel)) {
            for (Place place : kept.subList(Math.max(0, kept.size() - MOST_PLACES), kept.size())) {
                out.write(Json.bytes(json -> write(json, place)));
                out.write('\n');
            }
            channel.force(true);
        }
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        changed = false;
        hasNew = false;
    }

    /** Another collector may use the file. */
    @Override
    public void close() throws IOException {
        lock.close();
    }

    private void read() throws IOException {
        if (Files.notExists(file)) {
            return;
        }
        int number = 0;
        for (String line : new String(Files.readAllBytes(file), UTF_8).lines().toList()) {
            number++;
            try {
                Place place = place(line);
                put(place);
                newest = Math.max(newest, place.since());
            } catch (IOException | IllegalArgumentException e) {
                throw new IOException(
                        "line " + number + " is no place of a file: put back a copy of it, or remove it, and all files"
                                + " are taken from their begin again",
                        e);
            }
        }
    }

    private static void write(JsonGenerator out, Place place) throws IOException {
        out.writeStartObject();
        out.writeStringField("path", place.path());
        out.writeStringField("key", place.key());
        out.writeNumberField("since", place.since());
        out.writeNumberField("offset", place.offset());
        out.writeNumberField("marked", place.marked());
        out.writeStringField("mark", place.mark());
        out.writeBooleanField("done", place.done());
        out.writeEndObject();
    }

    private static Place place(String line) throws IOException {
        Map<String, String> fields = new HashMap<>();
        try (JsonParser in = Json.FACTORY.createParser(line)) {
            in.nextToken();
            while (in.nextToken() == JsonToken.FIELD_NAME) {
                String field = in.currentName();
                in.nextToken();
                fields.put(field, in.getText());
            }
        }
        return new Place(
                text(fields, "path"),
                text(fields, "key"),
                number(fields, "since"),
                number(fields, "offset"),
                number(fields, "marked"),
                text(fields, "mark"),
                Boolean.parseBoolean(text(fields, "done")));
    }

    private static long number(Map<String, String> fields, String name) {
        long number = Long.parseLong(text(fields, name));
        if (number < 0) {
            throw new IllegalArgumentException(name);
        }
        return number;
    }

    private static String text(Map<String, String> fields, String name) {
        String text = fields.get(name);
        if (text == null) {
            throw new IllegalArgumentException(name);
        }
        return text;
    }
}
