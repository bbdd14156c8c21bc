// SPDX-License-Identifier: Apache-2.0
package io.foursigma.ingest;

import io.foursigma.ingest.spool.SpoolDepth;
import io.prometheus.metrics.core.datapoints.Timer;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.CounterWithCallback;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.Unit;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;

/** What a collector counts, for each of its sources. {@code docs/metrics.md} lists it. */
public final class SourceMetrics {

    /** The media type of {@link #text}. */
    public static final String CONTENT_TYPE = PrometheusTextFormatWriter.CONTENT_TYPE;

    private static final String SOURCE = "source";
    private static final double[] SECONDS = {0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10};

    private final PrometheusRegistry registry = new PrometheusRegistry();
    private final PrometheusTextFormatWriter writer =
            PrometheusTextFormatWriter.builder().build();
    private final Counter received = Counter.builder()
            .name("foursigma_collector_received_items_total")
            .help("Items that came: readings, and what is none.")
            .labelNames(SOURCE)
            .register(registry);
    private final Counter accepted = Counter.builder()
            .name("foursigma_collector_accepted_items_total")
            .help("Readings that Kafka has acknowledged.")
            .labelNames(SOURCE)
            .register(registry);
    private final Counter refused = Counter.builder()
            .name("foursigma_collector_refused_items_total")
            .help("Items that are no readings.")
            .labelNames(SOURCE)
            .register(registry);
    private final Counter refusedMessages = Counter.builder()
            .name("foursigma_collector_refused_messages_total")
            .help("Messages that were refused as a whole, by reason.")
            .labelNames(SOURCE, "reason")
            .register(registry);
    private final Counter repeated = Counter.builder()
            .name("foursigma_collector_repeated_messages_total")
            .help("Messages with a key that had been taken before.")
            .labelNames(SOURCE)
            .register(registry);
    private final Counter bytes = Counter.builder()
            .name("foursigma_collector_received_bytes_total")
            .help("Bytes of messages, unpacked.")
            .labelNames(SOURCE)
            .register(registry);
    private final Histogram acknowledged = Histogram.builder()
            .name("foursigma_collector_acknowledgement_seconds")
            .help("Time from when a message was here to when Kafka had acknowledged all of it.")
            .unit(Unit.SECONDS)
            .classicOnly()
            .classicUpperBounds(SECONDS)
            .labelNames(SOURCE)
            .register(registry);

    private final Map<String, Supplier<SpoolDepth>> spools = new ConcurrentHashMap<>();

    /** Counters at 0. The room is what all sources share. */
    public SourceMetrics(Room room) {
        GaugeWithCallback.builder()
                .name("foursigma_collector_waiting_bytes")
                .help("Bytes of messages that wait for Kafka.")
                .callback(callback -> callback.call((double) room.taken()))
                .register(registry);
        GaugeWithCallback.builder()
                .name("foursigma_collector_spool_entries")
                .help("Messages on disk that Kafka has not acknowledged.")
                .labelNames(SOURCE)
                .callback(callback -> eachSpool(SpoolDepth::entries, callback::call))
                .register(registry);
        GaugeWithCallback.builder()
                .name("foursigma_collector_spool_bytes")
                .help("Bytes of the spool's files.")
                .labelNames(SOURCE)
                .callback(callback -> eachSpool(SpoolDepth::bytes, callback::call))
                .register(registry);
        CounterWithCallback.builder()
                .name("foursigma_collector_spool_dropped_entries_total")
                .help("Messages that were dropped, because the spool was full or the disk refused them.")
                .labelNames(SOURCE)
                .callback(callback -> eachSpool(SpoolDepth::dropped, callback::call))
                .register(registry);
        CounterWithCallback.builder()
                .name("foursigma_collector_spool_damaged_entries_total")
                .help("Messages that the disk has lost.")
                .labelNames(SOURCE)
                .callback(callback -> eachSpool(SpoolDepth::damaged, callback::call))
                .register(registry);
    }

    private interface Told {
        void tell(double number, String source);
    }

    private void eachSpool(ToLongFunction<SpoolDepth> number, Told told) {
        spools.forEach((source, depth) -> told.tell((double) number.applyAsLong(depth.get()), source));
    }

    /** A source keeps messages in a spool of this depth. */
    public void spool(String source, Supplier<SpoolDepth> depth) {
        spools.put(source, depth);
    }

    /** A message came, with so many items. */
    public void received(String source, int items, int messageBytes) {
        received.labelValues(source).inc(items);
        bytes.labelValues(source).inc(messageBytes);
    }

    /** Items of a message are no readings. */
    public void refused(String source, int items) {
        refused.labelValues(source).inc(items);
    }

    /** A message is refused as a whole. */
    public void refusedMessage(String source, String reason) {
        refusedMessages(source, reason, 1);
    }

    /** So many messages are refused as a whole. */
    public void refusedMessages(String source, String reason, long messages) {
        refusedMessages.labelValues(source, reason).inc(messages);
    }

    /** A message with a key came, and had been taken before. */
    public void repeated(String source) {
        repeated.labelValues(source).inc();
    }

    /** A message is here: from now on its acknowledgement is waited for. */
    public Timer waiting(String source) {
        return acknowledged.labelValues(source).startTimer();
    }

    /** Kafka has acknowledged so many readings of a message that was waited for since then. */
    public void accepted(String source, int readings, Timer since) {
        accepted.labelValues(source).inc(readings);
        since.observeDuration();
    }

    /** All of them in Prometheus' text format. */
    public byte[] text() {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        try {
            writer.write(text, registry.scrape());
        } catch (IOException impossible) {
            throw new UncheckedIOException("memory refused a write", impossible);
        }
        return text.toByteArray();
    }
}
