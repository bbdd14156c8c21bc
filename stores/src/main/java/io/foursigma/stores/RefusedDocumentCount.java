// SPDX-License-Identifier: Apache-2.0
package io.foursigma.stores;

import io.foursigma.schemas.LedgerReport.RefusedDocuments;

/** Counts the documents that the index refused for good, each once. */
public interface RefusedDocumentCount extends AutoCloseable {

    /**
     * Takes note of those that came since the last call, and tells how many there are. Blocks until it has come to the
     * end; of two threads one waits.
     *
     * @throws StoreException if they cannot be read; the next call goes on where this one has stopped
     */
    RefusedDocuments update();

    @Override
    void close();
}
