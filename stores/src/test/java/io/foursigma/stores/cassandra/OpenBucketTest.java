// SPDX-License-Identifier: Apache-2.0
package io.foursigma.stores.cassandra;

import static org.assertj.core.api.Assertions.assertThat;

import io.foursigma.analytics.Moments;
import io.foursigma.stores.ByName;
import io.foursigma.stores.StatsRow;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The order of flushes and snapshots of a bucket, where the steps of one fall between those of the other. */
class OpenBucketTest {

    private static final long EPOCH = 7;

    private final OpenBucket bucket =
            new OpenBucket(0, new Statics(EPOCH, "owner", 0, null, Map.of(), SnapshotId.NONE));
    private long flushes;

    @Test
    void snapshotThatWasWrittenIsNotReplacedBeforeAFlushHasNamedIt() {
        flushUntilDue();
        OpenBucket.Merge first = bucket.beginSnapshot().orElseThrow();
        assertThat(bucket.beginSnapshot()).as("one is being written").isEmpty();
        SnapshotId written = id(first, 1 << 20);
        bucket.written(written, pages("a"));

        // The flush that names it is on its way, and so is more than enough for another one.
        long naming = flushes + 1;
        assertThat(bucket.announce(naming)).isEqualTo(written);
        assertThat(bucket.snapshotIsDue()).isFalse();
        assertThat(bucket.beginSnapshot())
                .as("the bucket waited for its turn twice")
                .isEmpty();

        assertThat(bucket.durable(naming, pack(naming))).contains(written);
        flushes = naming;
        assertThat(bucket.snapshot()).isEqualTo(written);
        flushUntilDue();
        assertThat(bucket.beginSnapshot().orElseThrow().snapshot()).isEqualTo(written);
    }

    @Test
    void flushThatWasSentBeforeTheSnapshotWasWrittenNamesTheOldOneHoweverOftenItIsSent() {
        flushUntilDue();
        long sent = flushes + 1;
        assertThat(bucket.announce(sent)).isEqualTo(SnapshotId.NONE);
        SnapshotId written = id(bucket.beginSnapshot().orElseThrow(), 1 << 20);
        bucket.written(written, pages("a"));
        assertThat(bucket.announce(sent)).as("sent again").isEqualTo(SnapshotId.NONE);
        assertThat(bucket.durable(sent, pack(sent))).isEmpty();
        assertThat(bucket.announce(sent + 1)).isEqualTo(written);
    }

    @Test
    void whatIsFlushedWhileASnapshotIsWrittenIsFoundBesideIt() {
        flushUntilDue();
        OpenBucket.Merge merge = bucket.beginSnapshot().orElseThrow();
        long later = ++flushes;
        bucket.announce(later);
        bucket.durable(later, pack(later));
        SnapshotId written = id(merge, 1 << 20);
        bucket.written(written, pages("s00000"));
        bucket.announce(later + 1);
        assertThat(bucket.durable(later + 1, Pack.of(new StatsCodec(), Map.of())))
                .contains(written);
        String changed = sensor(later, 0);
        String merged = sensor(1, 0);
        assertThat(bucket.places(List.of(changed)).changed())
                .extracting(PackedState::sensor)
                .containsExactly(changed);
        assertThat(bucket.places(List.of(merged)).changed()).isEmpty();
        assertThat(bucket.places(List.of(merged)).pages()).containsExactly("s00000");
    }

    @Test
    void snapshotThatCouldNotBeWrittenIsTriedAgainAfterMoreFlushes() {
        flushUntilDue();
        assertThat(bucket.beginSnapshot()).isPresent();
        bucket.notWritten();
        assertThat(bucket.snapshotIsDue()).isFalse();
        flushUntilDue();
        assertThat(bucket.beginSnapshot()).isPresent();
    }

    private void flushUntilDue() {
        do {
            long flush = ++flushes;
            bucket.announce(flush);
            bucket.durable(flush, pack(flush));
        } while (!bucket.snapshotIsDue());
    }

    /** A flush of as many states as make a bucket due in a few tens of flushes. */
    private static Pack pack(long flush) {
        Map<String, StatsRow> rows = new HashMap<>();
        for (int i = 0; i < 500; i++) {
            rows.put(
                    sensor(flush, i),
                    new StatsRow(new Moments(1, flush, 0, 0, 0, flush, flush), flush, flush, 0, flush, 0));
        }
        return Pack.of(new StatsCodec(), rows);
    }

    private static String sensor(long flush, int i) {
        return "s%05d".formatted(flush * 500 + i);
    }

    private static SnapshotId id(OpenBucket.Merge merge, long bytes) {
        return new SnapshotId(merge.id().epoch(), merge.id().flush(), bytes);
    }

    private static NavigableSet<String> pages(String first) {
        NavigableSet<String> pages = new TreeSet<>(ByName.ORDER);
        pages.add(first);
        return pages;
    }
}
