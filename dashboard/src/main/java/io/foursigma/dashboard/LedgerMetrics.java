// SPDX-License-Identifier: Apache-2.0
package io.foursigma.dashboard;

import io.foursigma.schemas.Ledger;
import io.foursigma.schemas.LedgerReport;
import io.foursigma.schemas.LedgerReport.Backlog;
import io.foursigma.schemas.SensorCounts;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.ToLongFunction;

/**
 * The ledger for Prometheus. All are gauges: they are read from durable state, not counted here. What is not known is left
 * out.
 */
final class LedgerMetrics {

    /** The media type of {@link #text}. */
    static final String CONTENT_TYPE = PrometheusTextFormatWriter.CONTENT_TYPE;

    private static final PrometheusTextFormatWriter WRITER =
            PrometheusTextFormatWriter.builder().build();

    private LedgerMetrics() {}

    /** The report in Prometheus' text format. */
    static byte[] text(LedgerReport report) {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        try {
            WRITER.write(text, snapshots(report));
        } catch (IOException impossible) {
            throw new UncheckedIOException("memory refused a write", impossible);
        }
        return text.toByteArray();
    }

    private static MetricSnapshots snapshots(LedgerReport report) {
        Ledger ledger = report.ledger();
        MetricSnapshots.Builder all = MetricSnapshots.builder()
                .metricSnapshot(lines(ledger, "read_items", "Items read.", Ledger.Line::read))
                .metricSnapshot(lines(
                        ledger, "applied_items", "Readings applied to the running statistics.", Ledger.Line::applied))
                .metricSnapshot(
                        lines(ledger, "dead_lettered_items", "Items that are no readings.", Ledger.Line::deadLettered))
                .metricSnapshot(lines(
                        ledger,
                        "late_items",
                        "Applied readings that came when their window was final.",
                        Ledger.Line::late))
                .metricSnapshot(lines(
                        ledger, "replayed_items", "Items that came again and changed nothing.", Ledger.Line::replayed))
                .metricSnapshot(lines(
                        ledger,
                        "lost_offsets",
                        "Offsets whose records retention had dropped before they were read.",
                        Ledger.Line::lost))
                .metricSnapshot(lines(
                        ledger,
                        "balanced",
                        "1 if read = applied + dead-lettered or the partition is on its way, else 0.",
                        line -> line.balanced() ? 1 : 0))
                .metricSnapshot(backlog(
                        report, "lag_offsets", "Offsets between the state and the partition's end.", Backlog::lag))
                .metricSnapshot(backlog(
                        report,
                        "gone_offsets",
                        "Offsets that the state has not come to and whose records retention has dropped.",
                        Backlog::gone));
        report.sensors().ifPresent(counts -> addSensors(all, counts));
        report.refused()
                .ifPresent(refused -> all.metricSnapshot(
                        one("refused_documents", "Documents that the index refused for good.", refused.count())));
        return all.build();
    }

    private static void addSensors(MetricSnapshots.Builder all, SensorCounts counts) {
        all.metricSnapshot(one(
                        "sensors_balanced",
                        "1 if in every bucket compared the sensors' counts add up to the readings applied, else 0.",
                        counts.balanced() ? 1 : 0))
                .metricSnapshot(one(
                        "buckets_moving",
                        "Buckets that could not be compared, since they were flushed each time.",
                        counts.moving()));
    }

    private static GaugeSnapshot lines(Ledger ledger, String name, String help, ToLongFunction<Ledger.Line> value) {
        GaugeSnapshot.Builder gauge = named(name, help);
        ledger.partitions().forEach(line -> gauge.dataPoint(point(of(line.partition()), value.applyAsLong(line))));
        return gauge.build();
    }

    private static GaugeSnapshot backlog(LedgerReport report, String name, String help, ToLongFunction<Backlog> value) {
        GaugeSnapshot.Builder gauge = named(name, help);
        report.backlog()
                .forEach((partition, backlog) -> gauge.dataPoint(point(of(partition), value.applyAsLong(backlog))));
        return gauge.build();
    }

    private static GaugeSnapshot one(String name, String help, long value) {
        return named(name, help).dataPoint(point(Labels.EMPTY, value)).build();
    }

    private static GaugeSnapshot.Builder named(String name, String help) {
        return GaugeSnapshot.builder().name("foursigma_ledger_" + name).help(help);
    }

    private static GaugeDataPointSnapshot point(Labels labels, long value) {
        return GaugeDataPointSnapshot.builder()
                .labels(labels)
                .value((double) value)
                .build();
    }

    private static Labels of(int partition) {
        return Labels.of("partition", Integer.toString(partition));
    }
}
