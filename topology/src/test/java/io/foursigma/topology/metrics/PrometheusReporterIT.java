// SPDX-License-Identifier: Apache-2.0
package io.foursigma.topology.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.Logger;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.Property;
import org.apache.storm.Config;
import org.apache.storm.metrics2.StormMetricRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Started by Storm's own registry, as in a worker. */
final class PrometheusReporterIT {

    private static final int WORKER_PORT = 1_000;

    private final Logger logger = (Logger) LogManager.getLogger(PrometheusReporter.class);
    private final Warnings warnings = new Warnings();
    private final StormMetricRegistry registry = new StormMetricRegistry();

    @BeforeEach
    void listen() {
        warnings.start();
        logger.addAppender(warnings);
    }

    @AfterEach
    void hearNoMore() {
        logger.removeAppender(warnings);
    }

    @Test
    void servesOnThePortOfTheWorkerAndTheOffsetUntilItStops() throws Exception {
        int port;
        try (ServerSocket socket = loopback()) {
            port = socket.getLocalPort();
        }
        start("127.0.0.1", port - WORKER_PORT);
        registry.counter("foursigma_retries", "stats", 3).inc(4);
        Scrape scrape = Scrape.of(port);
        assertThat(scrape.of("foursigma_retries_total"))
                .containsExactly(
                        new Scrape.Sample("foursigma_retries_total", Map.of("component", "stats", "task", "3"), 4));
        assertThat(warnings.texts).isEmpty();
        registry.stop();
        assertThatThrownBy(() -> Scrape.of(port)).isInstanceOf(ConnectException.class);
    }

    @Test
    void takenPortIsNamedWithItsCureAndTheWorkerGoesOn() throws Exception {
        try (ServerSocket taken = loopback()) {
            start("127.0.0.1", taken.getLocalPort() - WORKER_PORT);
            assertThat(warnings.texts)
                    .singleElement()
                    .satisfies(text -> assertThat(text)
                            .contains(
                                    "not served on 127.0.0.1 port " + taken.getLocalPort(), "in use", "goes on without")
                            .contains("another metrics.port-offset"));
            registry.stop();
        }
    }

    @Test
    void portBeyondTheLastIsNamedToo() {
        start("127.0.0.1", 65_000);
        registry.stop();
        assertThat(warnings.texts)
                .singleElement()
                .satisfies(text -> assertThat(text).contains("port 66000", "out of range"));
    }

    @Test
    void addressOfAnotherMachineIsNamedToo() {
        start("192.0.2.1", 60_000);
        registry.stop();
        assertThat(warnings.texts)
                .singleElement()
                .satisfies(text -> assertThat(text).contains("192.0.2.1 port 61000", "metrics.host"));
    }

    private void start(String host, int offset) {
        registry.start(
                Map.of(
                        Config.STORM_ID,
                        "topology-1",
                        Config.TOPOLOGY_METRICS_REPORTERS,
                        List.of(PrometheusReporter.entry(host, offset))),
                WORKER_PORT);
    }

    private static ServerSocket loopback() throws IOException {
        return new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    }

    /** Hears what is logged as a warning. */
    private static final class Warnings extends AbstractAppender {
        private final List<String> texts = new CopyOnWriteArrayList<>();

        Warnings() {
            super("warnings", null, null, true, Property.EMPTY_ARRAY);
        }

        @Override
        public void append(LogEvent event) {
            if (event.getLevel().equals(Level.WARN)) {
                texts.add(event.getMessage().getFormattedMessage());
            }
        }
    }
}
