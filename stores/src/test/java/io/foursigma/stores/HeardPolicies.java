// SPDX-License-Identifier: Apache-2.0
package io.foursigma.stores;

import io.foursigma.schemas.Policy;
import io.foursigma.schemas.PolicyKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What a listener makes of what it hears. */
public final class HeardPolicies implements PolicyReader.Listener {

    private final Map<PolicyKey, Policy> policies = new HashMap<>();
    private final List<String> losses = new ArrayList<>();
    private boolean caughtUp;
    private long newestRevision = -1;

    @Override
    public synchronized void began() {
        policies.clear();
        caughtUp = false;
    }

    @Override
    public synchronized void changed(List<PolicyReader.Entry> changes) {
        changes.forEach(entry -> {
            newestRevision = entry.revision();
            policies.compute(
                    entry.change().key(), (key, before) -> entry.change().policy());
        });
    }

    @Override
    public synchronized void caughtUp() {
        caughtUp = true;
    }

    @Override
    public synchronized void lost(String reason) {
        losses.add(reason);
        caughtUp = false;
    }

    /** What holds: a copy. */
    public synchronized Map<PolicyKey, Policy> policies() {
        return Map.copyOf(policies);
    }

    /** Why reading could not go on: a copy. */
    public synchronized List<String> losses() {
        return List.copyOf(losses);
    }

    /** Whether everything has been heard. */
    public synchronized boolean isCaughtUp() {
        return caughtUp;
    }

    /** The revision of the change that was heard last; -1 if there was none. */
    public synchronized long newestRevision() {
        return newestRevision;
    }
}
