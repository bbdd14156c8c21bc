// SPDX-License-Identifier: Apache-2.0
package io.foursigma.webhooks;

import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToDoubleFunction;

/** What is counted of each receiver. {@code docs/metrics.md} lists it. */
final class HookMetrics {

    /** The media type of {@link #text}. */
    static final String CONTENT_TYPE = PrometheusTextFormatWriter.CONTENT_TYPE;

    private static final String RECEIVER = "receiver";

    private final PrometheusRegistry registry = new PrometheusRegistry();
    private final PrometheusTextFormatWriter writer =
            PrometheusTextFormatWriter.builder().build();
    private final Map<String, Standing> standings = new ConcurrentHashMap<>();
    private final Counter delivered = counter("delivered_total", "Events that the receiver has taken.");
    private final Counter retried = counter("retried_total", "Requests that failed and are made again.");
    private final Counter refused = counter("refused_total", "Events that the receiver refused for good.");
    private final Counter givenUp =
            counter("given_up_total", "Events that were given up after webhooks.give-up-after.");
    private final Counter repeated =
            counter("repeated_total", "Events that stood in results again and were not told again.");
    private final Counter unreadable = counter("unreadable_total", "Records of results that cannot be read.");
    private final Counter lost =
            counter("lost_records_total", "Records of results that retention took away before they were read.");

    /** Counters at 0. */
    HookMetrics() {
        gauge("lag_records", "Records of results that the receiver's group is not done with.", Standing::lag);
        gauge("waiting", "Events that wait in memory for the receiver.", Standing::waiting);
        gauge("oldest_seconds", "Age of the oldest of them.", Standing::oldestSeconds);
        gauge("up", "1 where the receiver's last answer was none of failure.", standing -> standing.up() ? 1 : 0);
    }

    private Counter counter(String name, String help) {
        return Counter.builder()
                .name("foursigma_webhooks_" + name)
                .help(help)
                .labelNames(RECEIVER)
                .register(registry);
    }

    private void gauge(String name, String help, ToDoubleFunction<Standing> number) {
        GaugeWithCallback.builder()
                .name("foursigma_webhooks_" + name)
                .help(help)
                .labelNames(RECEIVER)
                .callback(callback -> standings.forEach(
                        (receiver, standing) -> callback.call(number.applyAsDouble(standing), receiver)))
                .register(registry);
    }

    /** A receiver is there; its counters begin at 0. */
    void add(String receiver) {
        standings.put(receiver, Standing.UNKNOWN);
        for (Counter counter : new Counter[] {delivered, retried, refused, givenUp, repeated, unreadable, lost}) {
            counter.initLabelValues(receiver);
        }
    }

    void delivered(String receiver) {
        delivered.labelValues(receiver).inc();
    }

    void retried(String receiver) {
        retried.labelValues(receiver).inc();
    }

    void refused(String receiver) {
        refused.labelValues(receiver).inc();
    }

    void givenUp(String receiver) {
        givenUp.labelValues(receiver).inc();
    }

    void repeated(String receiver) {
        repeated.labelValues(receiver).inc();
    }

    void unreadable(String receiver) {
        unreadable.labelValues(receiver).inc();
    }

    void lost(String receiver, long records) {
        lost.labelValues(receiver).inc(records);
    }

    /** How a receiver stands now. */
    void stands(String receiver, Standing standing) {
        standings.put(receiver, standing);
    }

    /** How all of them stand, by name. */
    Map<String, Standing> standings() {
        return standings;
    }

    /** All of it in Prometheus' text format. */
    byte[] text() {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        try {
            writer.write(text, registry.scrape());
        } catch (IOException impossible) {
            throw new UncheckedIOException("memory refused a write", impossible);
        }
        return text.toByteArray();
    }
}
