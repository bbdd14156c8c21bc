// SPDX-License-Identifier: Apache-2.0
package io.foursigma.local.cli.cluster;

import java.time.Instant;
import java.util.Optional;

/**
 * A process that can be found again by another one.
 *
 * @param pid its id
 * @param start when it started, so that a later process with its id is not taken for it
 */
record KnownProcess(long pid, String start) {

    static KnownProcess of(ProcessHandle process) {
        return new KnownProcess(process.pid(), start(process));
    }

    /** Reads what {@link #text} wrote. */
    static KnownProcess parse(String text) {
        String[] pidAndStart = text.split(" ", 2);
        return new KnownProcess(Long.parseLong(pidAndStart[0]), pidAndStart[1]);
    }

    String text() {
        return pid + " " + start;
    }

    /** The process, if it is still alive. */
    Optional<ProcessHandle> find() {
        return ProcessHandle.of(pid)
                .filter(process -> process.isAlive() && start(process).equals(start));
    }

    private static String start(ProcessHandle process) {
        return process.info().startInstant().map(Instant::toString).orElse("");
    }
}
