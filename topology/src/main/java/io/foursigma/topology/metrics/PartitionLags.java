// SPDX-License-Identifier: Apache-2.0
package io.foursigma.topology.metrics;

import com.codahale.metrics.Gauge;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How many records of each partition are not committed yet, from what Storm's {@code KafkaSpout} tells of its partitions.
 * Its gauges ask Kafka, and wait for as long as Kafka's client does. So a thread of its own reads them, and a scrape
 * that has run out of patience goes out without lags: what is not known is not told.
 */
final class PartitionLags implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(PartitionLags.class);

    /** Storm's names, with the gauge that asks Kafka. */
    private static final Pattern END = Pattern.compile("kafkaOffset\\.(.+)/partition_(\\d+)/latestTimeOffset");

    private final long patienceMillis;
    private final ExecutorService thread = Executors.newSingleThreadExecutor(runnable -> {
        Thread reader = new Thread(runnable, "partition-lags");
        reader.setDaemon(true);
        return reader;
    });
    private @Nullable CompletableFuture<List<GaugeDataPointSnapshot>> underWay;

    /** Lags that a scrape waits for this long. */
    PartitionLags(long patienceMillis) {
        this.patienceMillis = patienceMillis;
    }

    /** The lags now, none if Kafka does not answer in time. */
    synchronized GaugeSnapshot snapshot(List<Task> tasks) {
        if (underWay == null || underWay.isDone()) {
            underWay = CompletableFuture.supplyAsync(() -> read(tasks), thread);
        }
        GaugeSnapshot.Builder points = GaugeSnapshot.builder()
                .name("foursigma_consumer_lag_records")
                .help("Records of a partition that are not committed yet.");
        try {
            underWay.get(patienceMillis, TimeUnit.MILLISECONDS).forEach(points::dataPoint);
        } catch (TimeoutException | ExecutionException e) {
            LOG.debug("a scrape goes out without the lags of partitions", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return points.build();
    }

    private static List<GaugeDataPointSnapshot> read(List<Task> tasks) {
        List<GaugeDataPointSnapshot> points = new ArrayList<>();
        for (Task task : tasks) {
            task.gauges().forEach((name, end) -> {
                Matcher matcher = END.matcher(name);
                Gauge<?> committed = task.gauges().get(name.replace("/latestTimeOffset", "/latestCompletedOffset"));
                if (matcher.matches() && committed != null) {
                    // In this order, since the end only grows. It is 0 where Kafka has not answered.
                    long from = offset(committed);
                    long lag = offset(end) - from;
                    if (lag >= 0) {
                        points.add(GaugeDataPointSnapshot.builder()
                                .labels(task.labels()
                                        .add("topic", matcher.group(1))
                                        .add("partition", matcher.group(2)))
                                .value((double) lag)
                                .build());
                    }
                }
            });
        }
        return points;
    }

    private static long offset(Gauge<?> gauge) {
        return ((Number) gauge.getValue()).longValue();
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
