// SPDX-License-Identifier: Apache-2.0
package io.foursigma.stores.memory;

import io.foursigma.schemas.LedgerSnapshot;
import io.foursigma.stores.LedgerLog;
import java.util.List;
import java.util.TreeMap;

/** Snapshots of the ledger in memory. Safe for several threads. */
public final class InMemoryLedgerLog implements LedgerLog {

    private final TreeMap<Long, LedgerSnapshot> snapshots = new TreeMap<>();

    /** A log that holds nothing. */
    public InMemoryLedgerLog() {}

    @Override
    public synchronized void record(LedgerSnapshot snapshot) {
        snapshots.putIfAbsent(snapshot.time(), snapshot);
    }

    /** All that was kept, by time. */
    public synchronized List<LedgerSnapshot> snapshots() {
        return List.copyOf(snapshots.values());
    }

    @Override
    public void close() {}
}
