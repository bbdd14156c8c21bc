// SPDX-License-Identifier: Apache-2.0
package io.foursigma.stores.kafka;

import io.foursigma.stores.KeptLetter;
import io.foursigma.stores.KeptLetter.NoReading;
import io.foursigma.stores.KeptLetter.Refused;
import io.foursigma.stores.KeptLetter.Replayed;
import io.foursigma.stores.LetterPage;
import io.foursigma.stores.LetterPage.Row;
import io.foursigma.stores.LetterQuery;
import io.foursigma.stores.LetterQuery.Order;
import io.foursigma.stores.kafka.DeadLetterScan.Visitor;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/** Picks the rows of a page out of all that is kept, while it is read. */
final class PageCollector {

    private final LetterQuery query;
    private final Comparator<Row> order;
    /** The row that the next better one throws out stands first. */
    private final PriorityQueue<Row> best;

    private final SeenDocuments seenDocuments = new SeenDocuments();
    private long matching;

    PageCollector(LetterQuery query) {
        this.query = query;
        this.order = query.order() == Order.OLDEST_FIRST ? Row.OLDEST_FIRST : Row.OLDEST_FIRST.reversed();
        this.best = new PriorityQueue<>(order.reversed());
    }

    /** The visitor of the next partition. Letters, their copies and their marks lie in one. */
    Visitor nextPartition() {
        SeenPositions letters = new SeenPositions();
        SeenPositions marks = new SeenPositions();
        return kept -> visit(kept, letters, marks);
    }

    private void visit(KeptLetter kept, SeenPositions letters, SeenPositions marks) {
        if (kept instanceof NoReading one && letters.add(one.position())) {
            add(new Row(
                    one.position(),
                    null,
                    one.letter().reason(),
                    one.time(),
                    one.letter().bytes().length,
                    marks.contains(one.position())));
        } else if (kept instanceof Refused one
                && seenDocuments.add(one.document().id())) {
            add(new Row(
                    one.position(),
                    one.document().id(),
                    one.document().reason(),
                    one.time(),
                    one.document().json().length,
                    false));
        } else if (kept instanceof Replayed mark && marks.add(mark.position())) {
            markRow(mark);
        }
    }

    private void add(Row row) {
        if (query.asksFor(row)) {
            matching++;
            best.add(row);
            if (best.size() > query.skipped() + query.limit()) {
                best.remove();
            }
        }
    }

    /** Replays are rare, so a walk over the rows is cheap enough. */
    private void markRow(Replayed mark) {
        best.stream()
                .filter(row -> row.documentId() == null && row.position().equals(mark.position()))
                .findFirst()
                .ifPresent(row -> {
                    best.remove(row);
                    best.add(row.withReplayed());
                });
    }

    LetterPage page() {
        List<Row> rows = best.stream().sorted(order).skip(query.skipped()).toList();
        return new LetterPage(rows, matching);
    }
}
