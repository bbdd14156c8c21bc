// SPDX-License-Identifier: Apache-2.0
package io.foursigma.ingest;

import java.util.concurrent.atomic.AtomicLong;

/** Bytes of memory for messages that Kafka has not acknowledged. Usable from several threads. */
public final class Room {

    private final long bytes;
    private final AtomicLong taken = new AtomicLong();

    /** An empty room of so many bytes. */
    public Room(long bytes) {
        this.bytes = bytes;
    }

    /** Takes so many bytes if they are free. */
    public boolean tryEnter(long wanted) {
        long before = taken.get();
        while (before + wanted <= bytes) {
            if (taken.compareAndSet(before, before + wanted)) {
                return true;
            }
            before = taken.get();
        }
        return false;
    }

    /** Gives bytes back that were taken. */
    public void leave(long entered) {
        taken.addAndGet(-entered);
    }

    /** How many bytes it has. */
    public long bytes() {
        return bytes;
    }

    /** How many of them are taken. */
    public long taken() {
        return taken.get();
    }
}
