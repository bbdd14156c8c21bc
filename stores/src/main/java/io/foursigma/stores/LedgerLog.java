// SPDX-License-Identifier: Apache-2.0
package io.foursigma.stores;

import io.foursigma.schemas.LedgerSnapshot;

/** Keeps how the ledger's totals have grown, for people to explore. */
public interface LedgerLog extends AutoCloseable {

    /**
     * Keeps a snapshot; one of the same minute that is there already is left as it is.
     *
     * @throws StoreException if it is not kept
     */
    void record(LedgerSnapshot snapshot);

    @Override
    void close();
}
