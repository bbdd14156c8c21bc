// SPDX-License-Identifier: Apache-2.0
package io.foursigma.bolts.order;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PartitionOrderTest {

    private static final int BYTES = share(0, 1).bytes();

    private final PartitionOrder<String, String> order = new PartitionOrder<>(3, 100L * BYTES, Rules.ALL);

    @Test
    void parkedSharesComeOutFromTheFirstOn() {
        park("late", 5, 8);
        park("early", 2, 5);
        assertThat(head()).isEqualTo("early");
        order.unparkHead();
        assertThat(head()).isEqualTo("late");
        order.unparkHead();
        assertThat(order.head()).isNull();
        assertThat(order.parkedBytes()).isZero();
    }

    @Test
    void olderCopyOfAParkedShareFails() {
        assertThat(park("one", 5, 8)).isEmpty();
        assertThat(park("two", 5, 8)).containsExactly("one");
        assertThat(head()).isEqualTo("two");
        assertThat(order.parkedBytes()).isEqualTo(BYTES);
    }

    @Test
    void furthestFailsWhereTooManyArePark() {
        park("5", 5, 6);
        park("9", 9, 10);
        park("7", 7, 8);
        assertThat(park("6", 6, 7)).containsExactly("9");
        assertThat(park("8", 8, 9)).containsExactly("8");
    }

    @Test
    void furthestFailWhereTheBytesAreTooManyButTheFirstStays() {
        PartitionOrder<String, String> narrow = new PartitionOrder<>(100, BYTES, Rules.ALL);
        assertThat(narrow.park("5", share(5, 6), new int[0])).isEmpty();
        assertThat(narrow.park("9", share(9, 10), new int[0])).containsExactly("9");
        assertThat(narrow.park("4", share(4, 5), new int[0])).containsExactly("5");
        assertThat(narrow.parkedBytes()).isEqualTo(BYTES);
        PartitionOrder<String, String> narrower = new PartitionOrder<>(100, BYTES - 1, Rules.ALL);
        assertThat(narrower.park("5", share(5, 6), new int[0])).isEmpty();
    }

    @Test
    void appliedSharesLeaveWhenDurableUpToTheirEnd() {
        await("a", 0, 3);
        await("b", 3, 6);
        assertThat(durable(2)).isEmpty();
        assertThat(durable(5)).containsExactly("a");
        assertThat(durable(5)).isEmpty();
        assertThat(durable(6)).containsExactly("b");
        assertThat(order.waitingCount()).isZero();
    }

    @Test
    void secondCopyFailsTheFirst() {
        assertThat(await("first", 0, 3)).isNull();
        assertThat(await("second", 0, 3)).isEqualTo("first");
        assertThat(durable(3)).containsExactly("second");
    }

    @Test
    void takenTicketsDoNotLeaveAgain() {
        await("a", 0, 3);
        park("b", 5, 6);
        assertThat(order.takeTickets()).containsExactlyInAnyOrder("a", "b");
        assertThat(order.takeTickets()).isEmpty();
        assertThat(durable(9)).isEmpty();
        assertThat(order.parkedBytes()).isZero();
    }

    private List<String> park(String ticket, long first, long end) {
        return order.park(ticket, share(first, end), new int[0]);
    }

    private String head() {
        return Objects.requireNonNull(order.head()).ticket();
    }

    private @Nullable String await(String ticket, long first, long end) {
        return order.await(new PartitionOrder.Waiting<>(ticket, share(first, end), List.of(), List.of()));
    }

    private List<String> durable(long next) {
        return order.takeDurable(next).stream()
                .map(PartitionOrder.Waiting::ticket)
                .toList();
    }

    private static Share share(long first, long end) {
        Share.Columns none =
                new Share.Columns(new String[0], new long[0], new double[0], new long[0], new int[0], new long[0]);
        return new Share(TestLog.TOPIC, 0, first, end, 0, 0, none, Share.NO_OFFSETS, Share.NO_OFFSETS);
    }
}
