// SPDX-License-Identifier: Apache-2.0
package io.foursigma.stores;

import io.foursigma.stores.ReadingHistory.Budget;
import java.time.Duration;

/** What is left of a {@link Budget}. For one thread. */
public final class Allowance {

    private final StoreClock clock;
    private final long deadline;
    private long records;
    private long bytes;

    /** The whole budget; its time begins now. */
    public Allowance(Budget budget, StoreClock clock) {
        this.clock = clock;
        this.deadline = clock.nanoTime() + budget.time().toNanos();
        this.records = budget.records();
        this.bytes = budget.bytes();
    }

    /** A record was read. */
    public void spend(byte[] value) {
        records--;
        bytes -= value.length;
    }

    /** How many more records may be read, 0 once any limit is reached. */
    public long recordsLeft() {
        return bytes > 0 && clock.nanoTime() - deadline < 0 ? Math.max(0, records) : 0;
    }

    /** How long it may be waited for the next record: at most so long, and not beyond the deadline. */
    public Duration wait(Duration atMost) {
        long left = Math.max(0, deadline - clock.nanoTime());
        return left < atMost.toNanos() ? Duration.ofNanos(left) : atMost;
    }
}
