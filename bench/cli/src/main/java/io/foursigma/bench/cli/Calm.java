// SPDX-License-Identifier: Apache-2.0
package io.foursigma.bench.cli;

import io.foursigma.local.servers.LocalServers;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Waits until the servers have done what the contestant before has left them to do: compactions, merges. */
public final class Calm {

    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final double CALM_CORES = 0.15;
    private static final int MOST_LOOKS = 60;

    private Calm() {}

    /**
     * Returns once they take less than a seventh of a core together, or after a minute.
     *
     * @throws InterruptedException if the thread is interrupted
     */
    public static void await(LocalServers servers) throws InterruptedException {
        Duration before = cpu(servers);
        for (int look = 0; look < MOST_LOOKS; look++) {
            TimeUnit.MILLISECONDS.sleep(LOOK.toMillis());
            Duration now = cpu(servers);
            if (now.minus(before).toMillis() < CALM_CORES * LOOK.toMillis()) {
                return;
            }
            before = now;
        }
    }

    /** CPU time of all servers since they were started. */
    static Duration cpu(LocalServers servers) {
        return servers.processes().stream()
                .map(server -> ProcessHandle.of(server.pid())
                        .flatMap(handle -> handle.info().totalCpuDuration()))
                .flatMap(Optional::stream)
                .reduce(Duration.ZERO, Duration::plus);
    }
}
