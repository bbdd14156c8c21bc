// SPDX-License-Identifier: Apache-2.0
package io.foursigma.stores;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** The time that a store waits by. */
public interface StoreClock {

    /** The time of this machine. */
    StoreClock SYSTEM = new StoreClock() {
        @Override
        public long nanoTime() {
            return System.nanoTime();
        }

        @Override
        public void sleep(Duration wait) {
            try {
                TimeUnit.NANOSECONDS.sleep(wait.toNanos());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new StoreException("interrupted while waiting for a store", e);
            }
        }
    };

    /** Nanoseconds since some fixed moment. */
    long nanoTime();

    /** Waits. @throws StoreException if the thread is interrupted; it stays interrupted */
    void sleep(Duration wait);
}
