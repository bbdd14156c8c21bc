// SPDX-License-Identifier: Apache-2.0
package io.foursigma.spouts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.foursigma.schemas.Run;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

final class RunCutterTest {

    private static final TopicPartition PARTITION = new TopicPartition("readings", 3);
    private static final RunCaps THREE = new RunCaps(3, 100);

    @Test
    void newRunsHoldWhatWasReadUpToTheCapOnRecords() {
        RunCutter cutter = cutter(THREE, 5);
        cutter.add(records(5, 6, 7, 8));
        List<Run> runs = cutter.cut(true);
        assertThat(spans(runs)).containsExactly("5-8: 5 6 7", "8-9: 8");
        assertThat(runs).allSatisfy(run -> {
            assertThat(run.topicId()).isEqualTo("id");
            assertThat(run.partition()).isEqualTo(3);
            assertThat(run.committed()).isEqualTo(5);
            assertThat(run.lost()).isZero();
        });
        assertThat(cutter.position()).isEqualTo(9);
    }

    @Test
    void onlyKnownRunsAreHandedOutWhereNoNewOnesAreWanted() {
        RunCutter cutter = cutter(THREE, 0);
        assertThat(cutter.atFrontier()).isTrue();
        cutter.add(records(0, 1));
        cutter.cut(true);
        assertThat(cutter.atFrontier()).isTrue();
        assertThat(cutter.seek(0)).isTrue();
        assertThat(cutter.atFrontier()).isFalse();
        cutter.add(records(0, 1, 2, 3));
        assertThat(spans(cutter.cut(false))).containsExactly("0-2: 0 1");
        assertThat(cutter.atFrontier()).isTrue();
        assertThat(cutter.cut(false)).isEmpty();
        assertThat(spans(cutter.cut(true))).containsExactly("2-4: 2 3");
    }

    @Test
    void runsEndBeforeTheCapOnBytesAndOneLargeRecordIsARun() {
        RunCutter cutter = cutter(new RunCaps(10, 4), 0);
        cutter.add(List.of(record(0, 2), record(1, 2), record(2, 9), record(3, 4)));
        assertThat(spans(cutter.cut(true))).containsExactly("0-2: 0 1", "2-3: 2", "3-4: 3");
    }

    @Test
    void recordWithoutValueHasNoBytes() {
        RunCutter cutter = cutter(new RunCaps(10, 4), 0);
        cutter.add(List.of(new ConsumerRecord<>("readings", 3, 0, null, null), record(1, 4)));
        assertThat(spans(cutter.cut(true))).containsExactly("0-2: 0 1");
    }

    @Test
    void gapBelongsToTheRunThatFollows() {
        RunCutter cutter = cutter(THREE, 0);
        cutter.add(records(0, 1, 2, 5, 8));
        assertThat(spans(cutter.cut(true))).containsExactly("0-3: 0 1 2", "3-9: 5 8");
        assertThat(cutter.metGap()).isTrue();
    }

    @Test
    void gapAtTheEndIsARunWithoutRecords() {
        RunCutter cutter = cutter(THREE, 0);
        cutter.add(records(0));
        cutter.cut(true);
        cutter.readTo(4);
        cutter.logStartsAt(0);
        assertThat(spans(cutter.cut(true))).containsExactly("1-4:");
        assertThat(cutter.cut(true)).isEmpty();
    }

    @Test
    void offsetsBelowTheStartOfTheLogAreLost() {
        RunCutter cutter = cutter(THREE, 5);
        cutter.add(records(20, 21));
        assertThat(cutter.metGap()).isTrue();
        cutter.logStartsAt(18);
        assertThat(cutter.metGap()).isFalse();
        assertThat(spans(cutter.cut(true))).containsExactly("5-22 lost 13: 20 21");
    }

    @Test
    void knownRunIsNotHandedOutInParts() {
        RunCutter cutter = cutter(THREE, 0);
        cutter.add(records(0, 1, 2));
        cutter.cut(true);
        assertThat(cutter.seek(0)).isTrue();
        cutter.add(records(0, 1));
        assertThat(cutter.cut(true)).isEmpty();
        assertThat(cutter.position()).isZero();
        assertThat(cutter.seek(0)).as("reading begins anew").isFalse();
        cutter.add(records(2, 3));
        assertThat(spans(cutter.cut(true))).containsExactly("0-3: 0 1 2", "3-4: 3");
    }

    @Test
    void knownRunsComeAgainWhenNothingIsLeftInThem() {
        RunCutter cutter = cutter(THREE, 0);
        cutter.add(records(0, 1, 2, 3, 4));
        cutter.cut(true);
        cutter.seek(0);
        cutter.readTo(4);
        cutter.logStartsAt(4);
        cutter.add(records(4));
        assertThat(spans(cutter.cut(true))).containsExactly("0-3 lost 3:", "3-5 lost 1: 4");
    }

    @Test
    void retentionThatOvertakesARunBeingGatheredLosesOnlyWhatWasNotReadYet() {
        RunCutter cutter = cutter(THREE, 0);
        cutter.add(records(0, 1, 2));
        cutter.cut(true);
        cutter.seek(0);
        cutter.add(records(0));
        cutter.readTo(2);
        cutter.logStartsAt(2);
        cutter.add(records(2));
        assertThat(spans(cutter.cut(true))).containsExactly("0-3 lost 1: 0 2");
    }

    @Test
    void copyBearsWhatIsCommittedByThen() {
        RunCutter cutter = cutter(THREE, 0);
        cutter.add(records(0, 1, 2, 3));
        cutter.cut(true);
        cutter.borders().commit(cutter.borders().borderFor(1));
        cutter.seek(3);
        cutter.add(records(3));
        assertThat(cutter.cut(true)).singleElement().extracting(Run::committed).isEqualTo(3L);
    }

    @Test
    void logThatEndsBeforeWhatWasReadIsAnotherOne() {
        RunCutter cutter = cutter(THREE, 5);
        assertThatThrownBy(() -> cutter.readTo(0))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("readings-3 went back from offset 5 to 0")
                .hasMessageContaining("cassandra.keyspace");
    }

    @Test
    void capsAreAtLeastOne() {
        assertThatThrownBy(() -> new RunCaps(0, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new RunCaps(1, 0)).isInstanceOf(IllegalArgumentException.class);
    }

    private static RunCutter cutter(RunCaps caps, long committed) {
        return new RunCutter("id", PARTITION, caps, committed);
    }

    private static List<ConsumerRecord<byte[], byte[]>> records(long... offsets) {
        return Arrays.stream(offsets).mapToObj(offset -> record(offset, 1)).toList();
    }

    private static ConsumerRecord<byte[], byte[]> record(long offset, int bytes) {
        return new ConsumerRecord<>("readings", 3, offset, null, new byte[bytes]);
    }

    /** As {@code first-end lost n: offsets}. */
    private static List<String> spans(List<Run> runs) {
        List<String> spans = new ArrayList<>();
        for (Run run : runs) {
            StringBuilder span =
                    new StringBuilder().append(run.first()).append('-').append(run.end());
            if (run.lost() > 0) {
                span.append(" lost ").append(run.lost());
            }
            span.append(':');
            run.records().forEach(record -> span.append(' ').append(record.offset()));
            spans.add(span.toString());
        }
        return spans;
    }
}
