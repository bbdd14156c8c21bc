// SPDX-License-Identifier: Apache-2.0
package io.foursigma.stores.memory;

import io.foursigma.analytics.SensorWindowsState;
import io.foursigma.stores.InsightReader;
import io.foursigma.stores.LatestReader;
import io.foursigma.stores.StateReader;
import io.foursigma.stores.StatsRow;
import io.foursigma.stores.Stores;
import io.foursigma.stores.WindowHistory;
import java.io.InvalidObjectException;
import java.io.Serial;
import java.util.Collections;
import java.util.Set;
import java.util.UUID;
import java.util.WeakHashMap;

/**
 * All stores in memory. Every call of {@link #stats()} and its like gives the same store, so a test sees what a topology
 * has written. In serialised form this is a name only: read back within the same JVM, it is the same object again.
 */
public final class InMemoryStores implements Stores {

    private static final long serialVersionUID = 1;

    // Weak, so that what a finished test has written goes with the test.
    private static final Set<InMemoryStores> ALIVE =
            Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));

    private final UUID name = UUID.randomUUID();
    private final transient InMemoryBucketStore<StatsRow> stats = new InMemoryBucketStore<>();
    private final transient InMemoryBucketStore<SensorWindowsState> windows = new InMemoryBucketStore<>();
    private final transient InMemoryInsightIndex insights = new InMemoryInsightIndex();
    private final transient InMemoryLatestValues latest = new InMemoryLatestValues();
    private final transient InMemoryResultLog results = new InMemoryResultLog();
    private final transient InMemoryDeadLetterLog deadLetters = new InMemoryDeadLetterLog();

    private final transient InMemoryPolicyLog policies = new InMemoryPolicyLog();

    private InMemoryStores() {}

    /** Stores that hold nothing. */
    public static InMemoryStores create() {
        InMemoryStores stores = new InMemoryStores();
        ALIVE.add(stores);
        return stores;
    }

    @Override
    public InMemoryBucketStore<StatsRow> stats() {
        return stats;
    }

    @Override
    public InMemoryBucketStore<SensorWindowsState> windows() {
        return windows;
    }

    @Override
    public StateReader state() {
        return new InMemoryStateReader(stats, windows);
    }

    @Override
    public InMemoryInsightIndex insights() {
        return insights;
    }

    @Override
    public InMemoryLatestValues latest() {
        return latest;
    }

    @Override
    public InMemoryResultLog results() {
        return results;
    }

    @Override
    public InMemoryDeadLetterLog deadLetters() {
        return deadLetters;
    }

    /** The log of policies. */
    public InMemoryPolicyLog policies() {
        return policies;
    }

    /** A reader of the insights. */
    public InsightReader insightReader() {
        return insights;
    }

    /** A reader of the windows among the insights. */
    public WindowHistory windowHistory() {
        return insights;
    }

    /** A new reader of the latest values; whoever opens it closes it. */
    public LatestReader latestReader() {
        return new InMemoryLatestReader(latest);
    }

    @Serial
    private Object readResolve() throws InvalidObjectException {
        synchronized (ALIVE) {
            for (InMemoryStores stores : ALIVE) {
                if (stores.name.equals(name)) {
                    return stores;
                }
            }
        }
        throw new InvalidObjectException("the in-memory stores " + name
                + " do not live in this JVM: use them within one JVM, and hold on to them while others work with them");
    }
}
