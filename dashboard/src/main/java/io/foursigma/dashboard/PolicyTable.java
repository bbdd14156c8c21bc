// SPDX-License-Identifier: Apache-2.0
package io.foursigma.dashboard;

import io.foursigma.schemas.PolicyChange;
import io.foursigma.schemas.PolicyKey;
import io.foursigma.stores.PolicyReader.Entry;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** All policies as one reading of the log has told them. Not safe for many threads: {@link PolicyBoard} guards it. */
final class PolicyTable {

    private final RevisedMap sensors;
    private final RevisedMap anomalies;
    private final RevisedMap episodes;
    private long revision = -1;

    /** An empty table of so many policies of each kind at most. */
    PolicyTable(int most) {
        sensors = new RevisedMap(most);
        anomalies = new RevisedMap(most);
        episodes = new RevisedMap(most);
    }

    void put(Entry entry) {
        revision = entry.revision();
        of(entry.change().key().kind()).put(entry);
    }

    @Nullable
    Entry get(PolicyKey key) {
        return of(key.kind()).get(key.name());
    }

    /** Those of a kind. */
    RevisedMap of(PolicyKey.Kind kind) {
        return switch (kind) {
            case SENSOR -> sensors;
            case ANOMALY -> anomalies;
            case EPISODE -> episodes;
        };
    }

    /** The revision that was put last; -1 if there was none. */
    long revision() {
        return revision;
    }

    /** What changes for somebody who knows another table and gets this one. */
    List<Entry> changesFrom(PolicyTable before) {
        List<Entry> changes = new ArrayList<>();
        for (PolicyKey.Kind kind : PolicyKey.Kind.values()) {
            for (Entry old : before.of(kind).all()) {
                PolicyKey key = old.change().key();
                if (get(key) == null) {
                    changes.add(new Entry(revision, PolicyChange.removal(key)));
                }
            }
            of(kind).all().stream()
                    .filter(entry -> !Objects.equals(before.get(entry.change().key()), entry))
                    .forEach(changes::add);
        }
        return changes;
    }
}
