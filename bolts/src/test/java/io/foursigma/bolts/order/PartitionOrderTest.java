// SPDX-License-Identifier: Apache-2.0
package io.foursigma.bolts.order;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PartitionOrderTest {

    private final PartitionOrder<String, String> order = new PartitionOrder<>(3);

    @Test
    void parkedSharesComeOutFromTheFirstOnAndOnlyWhenTheirStartIsReached() {
        order.park("late", share(5, 8));
        order.park("early", share(2, 5));
        assertThat(order.unpark(1)).isNull();
        assertThat(order.unpark(2)).isEqualTo(new PartitionOrder.Parked<>("early", share(2, 5)));
        assertThat(order.firstParked()).contains(share(5, 8));
        assertThat(order.unpark(4)).isNull();
        assertThat(order.unpark(6)).isEqualTo(new PartitionOrder.Parked<>("late", share(5, 8)));
        assertThat(order.firstParked()).isEmpty();
    }

    @Test
    void olderCopyOfAParkedShareFails() {
        assertThat(order.park("one", share(5, 8))).isEmpty();
        assertThat(order.park("two", share(5, 8))).containsExactly("one");
        assertThat(order.unpark(5)).isEqualTo(new PartitionOrder.Parked<>("two", share(5, 8)));
    }

    @Test
    void furthestFailsWhereTooManyArePark() {
        order.park("5", share(5, 6));
        order.park("9", share(9, 10));
        order.park("7", share(7, 8));
        assertThat(order.park("6", share(6, 7))).containsExactly("9");
        assertThat(order.park("8", share(8, 9))).containsExactly("8");
    }

    @Test
    void appliedSharesLeaveWhenDurableUpToTheirEnd() {
        order.await("a", share(0, 3), caused("x"));
        order.await("b", share(3, 6), List.of());
        assertThat(durable(2)).isEmpty();
        assertThat(durable(5)).containsExactly("a[x]");
        assertThat(durable(5)).isEmpty();
        assertThat(durable(6)).containsExactly("b[]");
        assertThat(order.waitingCount()).isZero();
    }

    @Test
    void secondCopyFailsTheFirstAndTakesOverItsOutputs() {
        assertThat(order.await("first", share(0, 3), caused("x"))).isNull();
        assertThat(order.await("second", share(0, 3), caused("y"))).isEqualTo("first");
        assertThat(durable(3)).containsExactly("second[x, y]");
    }

    @Test
    void copyOfAnotherCutWaitsForTheFurthestEndThatWasApplied() {
        order.await("long", share(0, 5), caused("x"));
        order.await("short", share(0, 3), List.of());
        assertThat(durable(3)).isEmpty();
        assertThat(durable(5)).containsExactly("short[x]");
    }

    @Test
    void takenTicketsDoNotLeaveAgainButTheirOutputsWaitForTheNextCopy() {
        order.await("a", share(0, 3), caused("x"));
        order.park("b", share(5, 6));
        assertThat(order.takeTickets()).containsExactlyInAnyOrder("a", "b");
        assertThat(order.takeTickets()).isEmpty();
        assertThat(durable(9)).isEmpty();
        assertThat(order.await("again", share(0, 3), List.of())).isNull();
        assertThat(durable(9)).containsExactly("again[x]");
    }

    private List<String> durable(long next) {
        List<Outlet.Done<String, String>> done = new ArrayList<>();
        order.takeDurable(next, done);
        return done.stream().map(one -> one.ticket() + one.outputs()).toList();
    }

    private static final List<Share> MADE = new ArrayList<>();

    /** Shares compare by their columns' identity: the same arguments give the same share. */
    private static Share share(long first, long end) {
        for (Share made : MADE) {
            if (made.first() == first && made.end() == end) {
                return made;
            }
        }
        Share.Columns none =
                new Share.Columns(new String[0], new long[0], new double[0], new long[0], new int[0], new long[0]);
        MADE.add(new Share(TestLog.TOPIC, 0, first, end, 0, 0, none, Share.NO_OFFSETS, Share.NO_OFFSETS));
        return share(first, end);
    }

    @Test
    void forgetsWhatALostBucketHasBroughtAboutBeyondWhatIsDurable() {
        order.await(
                "a",
                share(0, 3),
                List.of(
                        new PartitionOrder.Caused<>(1, 0, "durable"),
                        new PartitionOrder.Caused<>(1, 2, "stale"),
                        new PartitionOrder.Caused<>(2, 2, "another bucket's")));
        order.forget(1, 2);
        assertThat(durable(3)).containsExactly("a[durable, another bucket's]");
    }

    private static List<PartitionOrder.Caused<String>> caused(String output) {
        return List.of(new PartitionOrder.Caused<>(1, 0, output));
    }
}
