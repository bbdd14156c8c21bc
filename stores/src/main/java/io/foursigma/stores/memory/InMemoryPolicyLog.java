// SPDX-License-Identifier: Apache-2.0
package io.foursigma.stores.memory;

import io.foursigma.schemas.PolicyChange;
import io.foursigma.schemas.PolicyKey;
import io.foursigma.stores.PolicyLog;
import io.foursigma.stores.PolicyReader;
import io.foursigma.stores.PolicyReader.Entry;
import io.foursigma.stores.PolicyReader.Listener;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** The log of policies, held in memory and compacted at once. Closing it keeps what it holds. */
public final class InMemoryPolicyLog implements PolicyLog {

    private final Map<PolicyKey, Entry> entries = new LinkedHashMap<>();
    private final List<Listener> listeners = new ArrayList<>();
    private long revision;

    /** A log that holds nothing. */
    public InMemoryPolicyLog() {}

    @Override
    public synchronized CompletionStage<Long> append(PolicyChange change) {
        Entry entry = new Entry(revision++, change);
        entries.remove(change.key());
        if (change.policy() != null) {
            entries.put(change.key(), entry);
        }
        listeners.forEach(listener -> listener.changed(List.of(entry)));
        return CompletableFuture.completedStage(entry.revision());
    }

    @Override
    public void close() {}

    /** A new reader; whoever opens it closes it. */
    public PolicyReader reader() {
        return new InMemoryPolicyReader(this);
    }

    synchronized void add(Listener listener) {
        listener.began();
        listener.changed(List.copyOf(entries.values()));
        listener.caughtUp();
        listeners.add(listener);
    }

    synchronized void remove(Listener listener) {
        listeners.remove(listener);
    }
}
