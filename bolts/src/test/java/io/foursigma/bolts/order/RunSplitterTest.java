// SPDX-License-Identifier: Apache-2.0
package io.foursigma.bolts.order;

import static org.assertj.core.api.Assertions.assertThat;

import io.foursigma.schemas.Run;
import io.foursigma.stores.Buckets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RunSplitterTest {

    private static final Buckets BUCKETS = new Buckets(8);

    @Test
    void everyTaskGetsAShareEvenAnEmptyOne() {
        Share[] shares = new TestLog(3).add().add("a").shares(BUCKETS, 4, 0, 2, 0);
        assertThat(shares).hasSize(4);
        assertThat(IntStream.of(0, 1, 2, 3)
                        .map(task -> shares[task].readings().size())
                        .sum())
                .isEqualTo(1);
        for (Share share : shares) {
            assertThat(List.of(share.first(), share.end(), share.committed())).containsExactly(0L, 2L, 0L);
            assertThat(share.topicId()).isEqualTo(TestLog.TOPIC);
            assertThat(share.partition()).isEqualTo(3);
        }
    }

    @Test
    void sensorsGoToTheTaskOfTheirBucketInKafkasOrder() {
        TestLog log = new TestLog(0);
        for (int i = 0; i < 500; i++) {
            log.add("s" + i % 50, "s" + (i + 1) % 50);
        }
        Share[] shares = log.shares(BUCKETS, 3, 0, 500, 0);
        int all = 0;
        for (int task = 0; task < 3; task++) {
            Share.Columns readings = shares[task].readings();
            all += readings.size();
            for (int i = 0; i < readings.size(); i++) {
                assertThat(BUCKETS.of(readings.sensors()[i]) % 3).isEqualTo(task);
                assertThat(readings.received()[i]).isEqualTo(1_000 + readings.offsets()[i]);
                assertThat(readings.sensors()[i]).isEqualTo("s" + (readings.offsets()[i] + readings.indexes()[i]) % 50);
                assertThat(i == 0 || readings.offsets()[i - 1] <= readings.offsets()[i])
                        .isTrue();
            }
        }
        assertThat(all).isEqualTo(1_000);
    }

    @Test
    void oneTaskAloneCountsTheItemsOfAPartition() {
        for (int partition = 0; partition < 20; partition++) {
            Share[] shares = new TestLog(partition).add("a", "", "b").add("").shares(BUCKETS, 3, 0, 2, 0);
            int counting = BUCKETS.ofPartition(partition) % 3;
            for (int task = 0; task < 3; task++) {
                assertThat(shares[task].itemOffsets())
                        .isEqualTo(task == counting ? new long[] {0, 0, 0, 1} : new long[0]);
                assertThat(shares[task].deadLetterOffsets())
                        .isEqualTo(task == counting ? new long[] {0, 1} : new long[0]);
            }
            assertThat(shares[counting].withoutItems().itemOffsets()).isEmpty();
            assertThat(shares[counting].withoutItems().deadLetterOffsets()).isEmpty();
        }
    }

    @Test
    void aSecondRunHoldsNothingOfTheFirstNorDoesItChangeIt() {
        RunSplitter splitter = new RunSplitter(BUCKETS, 1);
        List<Share> shares = new ArrayList<>();
        for (int run = 0; run < 3; run++) {
            for (int i = 0; i < 100; i++) {
                splitter.reading("run" + run, i, i, new Run.Item(run, 0, null), i);
            }
            splitter.deadLetter(new Run.Item(run, 0, null));
            shares.add(splitter.split(new Run(TestLog.TOPIC, 0, run, run + 1, 0, 0, List.of()))[0]);
        }
        for (int run = 0; run < 3; run++) {
            assertThat(shares.get(run).readings().sensors()).hasSize(100).containsOnly("run" + run);
            assertThat(shares.get(run).itemOffsets()).hasSize(101).containsOnly(run);
            assertThat(shares.get(run).deadLetterOffsets()).containsExactly(run);
        }
    }

    @Test
    void countFromCountsAscendingOffsets() {
        long[] offsets = {3, 3, 5, 9};
        assertThat(List.of(0, 3, 4, 5, 6, 9, 10).stream().map(from -> Share.countFrom(offsets, from)))
                .containsExactly(4, 4, 2, 2, 1, 1, 0);
        assertThat(Share.countFrom(new long[0], 0)).isZero();
    }
}
