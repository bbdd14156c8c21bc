// SPDX-License-Identifier: Apache-2.0
package io.foursigma.ingest.broadcast;

import java.util.function.IntConsumer;

/** How many clients there are. Usable from several threads. */
final class ClientCount {

    private final IntConsumer told;
    private int clients;

    /** None yet; each change is told, one after the other. */
    ClientCount(IntConsumer told) {
        this.told = told;
    }

    synchronized void change(int by) {
        clients += by;
        told.accept(clients);
        notifyAll();
    }

    synchronized int now() {
        return clients;
    }

    /** Waits until there is any. */
    synchronized void awaitAny() throws InterruptedException {
        while (clients == 0) {
            wait();
        }
    }
}
