// SPDX-License-Identifier: Apache-2.0
package io.foursigma.local.cli.chaos;

import java.io.IOException;
import java.time.Duration;

/** What is still to be done about a fault that has struck. */
@FunctionalInterface
interface Aftermath {

    /** Nothing: what was broken is mended by the system itself. */
    Aftermath NONE = (since, flows) -> true;

    /**
     * Does what is due.
     *
     * @param since the time since the strike
     * @param flows whether all partitions are durable beyond what was their end at the strike
     * @return whether nothing is left to do
     */
    boolean over(Duration since, boolean flows) throws IOException, InterruptedException;

    /** Something that is done. */
    @FunctionalInterface
    interface Action {
        /** Does it. */
        void run() throws IOException, InterruptedException;
    }

    /** Does something once, after a time. */
    static Aftermath after(Duration time, Action action) {
        boolean[] done = {false};
        return (since, flows) -> {
            if (!done[0] && since.compareTo(time) >= 0) {
                action.run();
                done[0] = true;
            }
            return done[0];
        };
    }
}
