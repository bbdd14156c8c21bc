// SPDX-License-Identifier: Apache-2.0
package io.foursigma.bench.cli.collect;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.foursigma.local.cli.CliException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** How many readings Kafka has acknowledged to a collector, as its metrics tell. */
final class AcceptedReadings {

    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final Duration QUIET = Duration.ofMillis(500);
    private static final Duration POLL = Duration.ofMillis(20);

    private final URI metrics;
    private final String counter;

    /** Of the collector whose HTTP has this port, and of one of its sources. */
    AcceptedReadings(int port, String source) {
        metrics = URI.create("http://127.0.0.1:" + port + "/metrics");
        counter = "foursigma_collector_accepted_items_total{source=\"" + source + "\"} ";
    }

    /** Waits until there are so many. @throws CliException if they do not come */
    void await(double readings) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (count() < readings) {
            if (System.nanoTime() > deadline) {
                throw new CliException(
                        CliException.FAILED,
                        "The collector did not take what was sent: "
                                + "%.0f of %.0f readings.".formatted(count(), readings));
            }
            TimeUnit.MILLISECONDS.sleep(POLL.toMillis());
        }
    }

    /** How many there are when no more come. */
    double settled() throws IOException, InterruptedException {
        double before;
        double count = count();
        do {
            before = count;
            TimeUnit.MILLISECONDS.sleep(QUIET.toMillis());
            count = count();
        } while (count > before);
        return count;
    }

    /** How many there are. */
    double count() throws IOException {
        try (InputStream in = metrics.toURL().openStream()) {
            return new String(in.readAllBytes(), UTF_8)
                    .lines()
                    .filter(line -> line.startsWith(counter))
                    .mapToDouble(line -> Double.parseDouble(line.substring(counter.length())))
                    .sum();
        }
    }
}
