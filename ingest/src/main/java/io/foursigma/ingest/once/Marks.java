// SPDX-License-Identifier: Apache-2.0
package io.foursigma.ingest.once;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The newest marks of a partition. */
final class Marks {

    private final int most;
    private final Map<Digest, Mark> byRequest;

    /** None yet, and at most so many. */
    Marks(int most) {
        this.most = most;
        this.byRequest = new LinkedHashMap<>() {
            private static final long serialVersionUID = 1;

            @Override
            protected boolean removeEldestEntry(Map.Entry<Digest, Mark> eldest) {
                return size() > most;
            }
        };
    }

    int most() {
        return most;
    }

    @Nullable
    Mark get(Digest request) {
        return byRequest.get(request);
    }

    /** Adds a mark as the newest one. */
    void put(Mark mark) {
        byRequest.remove(mark.request());
        byRequest.put(mark.request(), mark);
    }

    /** Adds newer marks, in their order. */
    void putAll(Marks newer) {
        newer.byRequest.values().forEach(this::put);
    }

    int size() {
        return byRequest.size();
    }

    void clear() {
        byRequest.clear();
    }
}
