// SPDX-License-Identifier: Apache-2.0
package io.foursigma.dashboard;

import io.foursigma.stores.PolicyReader.Entry;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Policies of one kind by name; beyond a number those that were set the longest ago are forgotten. Not safe for many
 * threads: {@link PolicyBoard} guards it.
 */
final class RevisedMap {

    private final int most;
    private final NavigableMap<String, Entry> byName = new TreeMap<>();
    private final NavigableMap<Long, String> byRevision = new TreeMap<>();
    private long forgotten;

    /** An empty map of so many policies at most. */
    RevisedMap(int most) {
        this.most = most;
    }

    /** Sets what an entry sets, or removes what it removes. */
    void put(Entry entry) {
        String name = entry.change().key().name();
        Entry before = byName.remove(name);
        if (before != null) {
            byRevision.remove(before.revision());
        }
        if (entry.change().policy() != null) {
            byName.put(name, entry);
            byRevision.put(entry.revision(), name);
        }
        if (byName.size() > most) {
            byName.remove(byRevision.pollFirstEntry().getValue());
            forgotten++;
        }
    }

    @Nullable
    Entry get(String name) {
        return byName.get(name);
    }

    /** Some by name, from behind a name on. */
    List<Entry> behind(String name, int size) {
        return byName.tailMap(name, false).values().stream().limit(size).toList();
    }

    /** All by name: a copy. */
    List<Entry> all() {
        return List.copyOf(byName.values());
    }

    /** How many were forgotten. */
    long forgotten() {
        return forgotten;
    }
}
