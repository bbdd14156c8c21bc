// SPDX-License-Identifier: Apache-2.0
package io.foursigma.dashboard;

import io.foursigma.schemas.PolicyKey;
import io.foursigma.stores.PolicyReader.Entry;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Changes of policies that a page has yet to be told, merged: of each sensor and each anomaly the newest. What waits is
 * bounded: a page for which more than {@value #MOST} wait is told everything anew. Not safe for many threads.
 */
final class PolicyQueue {

    /** How many changes wait. */
    static final int MOST = 1_000;

    private final Map<PolicyKey, Entry> waiting = new LinkedHashMap<>();

    /** Takes changes. @return whether there were too many, so that none waits any more and everything is due */
    boolean offer(List<Entry> changes) {
        for (Entry change : changes) {
            waiting.put(change.change().key(), change);
            if (waiting.size() > MOST) {
                waiting.clear();
                return true;
            }
        }
        return false;
    }

    /** What waits; from here on it does not. */
    List<Entry> take() {
        List<Entry> taken = List.copyOf(waiting.values());
        waiting.clear();
        return taken;
    }

    /** Forgets what waits: it is told in another way. */
    void clear() {
        waiting.clear();
    }
}
