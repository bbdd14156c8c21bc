// SPDX-License-Identifier: Apache-2.0
package io.foursigma.topology.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import com.codahale.metrics.Gauge;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PartitionLagsTest {

    private final PartitionLags patient = new PartitionLags(20_000);
    private final PartitionLags impatient = new PartitionLags(1);

    @AfterEach
    void close() {
        patient.close();
        impatient.close();
    }

    @Test
    void lagIsWhatIsNotCommittedOfEachPartition() {
        GaugeSnapshot lags = patient.snapshot(List.of(task(Map.of(
                "kafkaOffset.a.b/partition_12/latestTimeOffset", () -> 10L,
                "kafkaOffset.a.b/partition_12/latestCompletedOffset", () -> 7L,
                "kafkaOffset.a.b/partition_12/earliestTimeOffset", () -> 1L,
                "kafkaOffset.a.b/totalLatestTimeOffset", () -> 10L,
                "another", () -> "text"))));
        assertThat(lags.getDataPoints()).singleElement().satisfies(lag -> {
            assertThat(lag.getValue()).isEqualTo(3);
            assertThat(lag.getLabels().get("topic")).isEqualTo("a.b");
            assertThat(lag.getLabels().get("partition")).isEqualTo("12");
            assertThat(lag.getLabels().get("task")).isEqualTo("5");
        });
    }

    /** Storm's gauge says 0 where Kafka has not answered; that is no lag of 0. */
    @Test
    void endBeforeWhatIsCommittedIsNoAnswer() {
        assertThat(patient.snapshot(List.of(task(0, 7))).getDataPoints()).isEmpty();
        assertThat(patient.snapshot(List.of(task(7, 7))).getDataPoints()).hasSize(1);
    }

    @Test
    void scrapeGoesOutWithoutLagsWhileKafkaDoesNotAnswerAndWithThemAfterwards() {
        CompletableFuture<Long> answer = new CompletableFuture<>();
        List<Task> tasks = List.of(task(Map.of(
                "kafkaOffset.a/partition_0/latestTimeOffset",
                answer::join,
                "kafkaOffset.a/partition_0/latestCompletedOffset",
                () -> 7L)));
        assertThat(impatient.snapshot(tasks).getDataPoints()).isEmpty();
        assertThat(impatient.snapshot(tasks).getDataPoints()).isEmpty();
        answer.complete(9L);
        assertThat(patient.snapshot(tasks).getDataPoints()).hasSize(1);
    }

    private static Task task(long end, long committed) {
        return task(Map.of(
                "kafkaOffset.a/partition_0/latestTimeOffset", () -> end,
                "kafkaOffset.a/partition_0/latestCompletedOffset", () -> committed));
    }

    @SuppressWarnings("rawtypes") // so are Storm's gauges
    private static Task task(Map<String, Gauge> gauges) {
        return new Task(5, "readings", Map.of(), gauges, Map.of());
    }
}
