// SPDX-License-Identifier: Apache-2.0
package io.foursigma.stores.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.foursigma.stores.KeptLetter;
import io.foursigma.stores.KeptLetter.NoReading;
import io.foursigma.stores.KeptLetter.Refused;
import io.foursigma.stores.KeptLetter.Replayed;
import io.foursigma.stores.LetterPage;
import io.foursigma.stores.LetterPage.Row;
import io.foursigma.stores.LetterQuery;
import io.foursigma.stores.LetterQuery.Order;
import io.foursigma.stores.Samples;
import io.foursigma.stores.kafka.DeadLetterScan.Visitor;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

final class PageCollectorTest {

    private static final LetterQuery ALL = query("", OptionalInt.empty(), Optional.empty(), Order.OLDEST_FIRST, 0, 100);

    @Test
    void copyCountsOnceAndTheFirstOneStands() {
        LetterPage page = page(ALL, List.of(letter(1, 10), letter(2, 20), letter(1, 30)), List.of(letter(3, 5)));
        assertThat(page.rows()).extracting(Row::time).containsExactly(5L, 10L, 20L);
        assertThat(page.matching()).isEqualTo(3);
    }

    @Test
    void documentCountsOnceInWhateverPartitionItsCopiesLie() {
        LetterPage page = page(ALL, List.of(refused(1, "a", 10), refused(1, "b", 10)), List.of(refused(2, "a", 20)));
        assertThat(page.rows()).extracting(Row::documentId).containsExactly("a", "b");
        assertThat(page.matching()).isEqualTo(2);
    }

    @Test
    void pagesFollowOneAnotherInBothOrders() {
        KeptLetter[] letters = {letter(1, 50), letter(2, 10), letter(3, 40), letter(4, 20), letter(5, 30)};
        assertThat(times(Order.OLDEST_FIRST, 0, letters)).containsExactly(10L, 20L);
        assertThat(times(Order.OLDEST_FIRST, 2, letters)).containsExactly(30L, 40L);
        assertThat(times(Order.OLDEST_FIRST, 4, letters)).containsExactly(50L);
        assertThat(times(Order.NEWEST_FIRST, 0, letters)).containsExactly(50L, 40L);
        assertThat(times(Order.NEWEST_FIRST, 4, letters)).containsExactly(10L);
    }

    @Test
    void markIsShownOnItsRowWhicheverComesFirst() {
        LetterPage page = page(
                ALL, List.of(letter(1, 10), letter(2, 20), replayed(1, 30), replayed(3, 31), letter(3, 40)), List.of());
        assertThat(page.rows()).extracting(Row::replayed).containsExactly(true, false, true);
        assertThat(page.matching()).isEqualTo(3);
    }

    @Test
    void reasonPartitionAndTimeFilter() {
        List<KeptLetter> letters = List.of(letter(1, 10), letter(2, 20), refused(3, "a", 30));
        assertThat(matching(query("NO json", OptionalInt.empty(), Optional.empty()), letters))
                .isEqualTo(2);
        assertThat(matching(query("odd", OptionalInt.empty(), Optional.empty()), letters))
                .isEqualTo(1);
        assertThat(matching(query("", OptionalInt.of(3), Optional.empty()), letters))
                .isEqualTo(3);
        assertThat(matching(query("", OptionalInt.of(0), Optional.empty()), letters))
                .isZero();
        assertThat(matching(query("", OptionalInt.empty(), Optional.of(Instant.ofEpochMilli(20))), letters))
                .isEqualTo(2);
    }

    @Test
    void pageBeyondTheBoundIsRefused() {
        assertThatThrownBy(() ->
                        query("", OptionalInt.empty(), Optional.empty(), Order.NEWEST_FIRST, LetterQuery.MOST_ROWS, 1))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static List<Long> times(Order order, int skipped, KeptLetter... letters) {
        LetterQuery query = query("", OptionalInt.empty(), Optional.empty(), order, skipped, 2);
        LetterPage page = page(query, List.of(letters), List.of());
        assertThat(page.matching()).isEqualTo(letters.length);
        return page.rows().stream().map(Row::time).toList();
    }

    private static long matching(LetterQuery query, List<KeptLetter> letters) {
        return page(query, letters, List.of()).matching();
    }

    private static LetterPage page(LetterQuery query, List<KeptLetter> first, List<KeptLetter> second) {
        PageCollector collector = new PageCollector(query);
        for (List<KeptLetter> partition : List.of(first, second)) {
            Visitor visitor = collector.nextPartition();
            partition.forEach(visitor::visit);
        }
        return collector.page();
    }

    private static LetterQuery query(String reason, OptionalInt partition, Optional<Instant> since) {
        return query(reason, partition, since, Order.OLDEST_FIRST, 0, 100);
    }

    private static LetterQuery query(
            String reason, OptionalInt partition, Optional<Instant> since, Order order, int skipped, int limit) {
        return new LetterQuery(reason, partition, since, order, skipped, limit);
    }

    private static KeptLetter letter(long offset, long time) {
        return new NoReading(Samples.deadLetter(offset, 0), time);
    }

    private static KeptLetter refused(long offset, String id, long time) {
        return new Refused(Samples.refusedDocument(offset, id), time);
    }

    private static KeptLetter replayed(long offset, long time) {
        return new Replayed(Samples.deadLetter(offset, 0).position(), new byte[0], time);
    }
}
