// SPDX-License-Identifier: Apache-2.0
package io.foursigma.stores;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.foursigma.stores.ReadingHistory.Budget;
import io.foursigma.stores.ReadingHistory.Look;
import io.foursigma.stores.ReadingOffsets.Span;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** The laws of {@link ReadingHistory}. */
public abstract class ReadingHistoryContract {

    /** A budget that no test spends. */
    protected static final Budget AMPLE = new Budget(1_000_000, 1L << 30, Duration.ofMinutes(1));

    /** The history of a topic of two partitions that holds nothing when a test begins. */
    protected abstract ReadingHistory history();

    /** Appends a record to partition 0. */
    protected abstract void append(long timestamp, String value);

    /** Deletes what lies before an offset of partition 0. */
    protected abstract void deleteBefore(long offset);

    @Test
    void emptyTopicHoldsNothing() {
        try (Look look = history().look(AMPLE)) {
            assertThat(look.spans()).isEqualTo(Map.of(0, new Span(0, 0), 1, new Span(0, 0)));
            assertThat(look.offsetAt(0, 1)).isZero();
        }
    }

    @Test
    void partIsHandedOverInOrderWithTimestampsAndBytes() {
        fill(20);
        assertThat(read(AMPLE, 5, 8)).containsExactly("5 1050 r5", "6 1060 r6", "7 1070 r7", "-> 8");
        assertThat(read(AMPLE, 19, 20)).containsExactly("19 1190 r19", "-> 20");
        assertThat(read(AMPLE, 4, 4)).containsExactly("-> 4");
    }

    @Test
    void oneLookReadsSeveralParts() {
        fill(20);
        try (Look look = history().look(AMPLE)) {
            assertThat(read(look, 10, 11)).containsExactly("10 1100 r10", "-> 11");
            assertThat(read(look, 9, 10)).containsExactly("9 1090 r9", "-> 10");
        }
    }

    @Test
    void spansTellWhatRetentionHasLeft() {
        fill(20);
        deleteBefore(7);
        try (Look look = history().look(AMPLE)) {
            assertThat(look.spans()).containsEntry(0, new Span(7, 20));
            assertThat(read(look, 7, 8)).containsExactly("7 1070 r7", "-> 8");
        }
    }

    @Test
    void budgetOfRecordsEndsIt() {
        fill(20);
        Budget three = new Budget(3, 1_000, Duration.ofMinutes(1));
        assertThat(read(three, 5, 20)).containsExactly("5 1050 r5", "6 1060 r6", "7 1070 r7", "-> 8");
        try (Look look = history().look(three)) {
            assertThat(look.recordsLeft()).isEqualTo(3);
            assertThat(read(look, 5, 8)).endsWith("-> 8");
            assertThat(look.recordsLeft()).isZero();
            assertThat(read(look, 1, 2)).containsExactly("-> 1");
        }
    }

    @Test
    void budgetOfBytesEndsItBehindTheRecordThatGoesBeyond() {
        fill(20);
        assertThat(read(new Budget(100, 3, Duration.ofMinutes(1)), 5, 20))
                .containsExactly("5 1050 r5", "6 1060 r6", "-> 7");
    }

    @Test
    void budgetOfTimeEndsIt() {
        fill(20);
        assertThat(read(new Budget(100, 100, Duration.ZERO), 5, 20)).containsExactly("-> 5");
    }

    @Test
    void offsetsAreFoundByTimestamp() {
        fill(20);
        try (Look look = history().look(AMPLE)) {
            assertThat(look.offsetAt(0, -5)).isZero();
            assertThat(look.offsetAt(0, 1_050)).isEqualTo(5);
            assertThat(look.offsetAt(0, 1_051)).isEqualTo(6);
            assertThat(look.offsetAt(0, 1_191)).isEqualTo(20);
        }
    }

    /** Appends records 10 ms apart. */
    protected final void fill(int count) {
        for (int i = 0; i < count; i++) {
            append(1_000 + 10L * i, "r" + i);
        }
    }

    /** What a look of its own hands over of partition 0, and where it ended. */
    protected final List<String> read(Budget budget, long from, long to) {
        try (Look look = history().look(budget)) {
            return read(look, from, to);
        }
    }

    private static List<String> read(Look look, long from, long to) {
        List<String> read = new ArrayList<>();
        long reached = look.read(
                0,
                from,
                to,
                record -> read.add(record.offset() + " " + record.timestamp() + " "
                        + new String(Objects.requireNonNull(record.value()), UTF_8)));
        read.add("-> " + reached);
        return read;
    }
}
