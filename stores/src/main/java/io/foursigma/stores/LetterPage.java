// SPDX-License-Identifier: Apache-2.0
package io.foursigma.stores;

import io.foursigma.schemas.Position;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of a list of kept letters.
 *
 * @param rows the page's rows, in the order that was asked for
 * @param matching how many letters and documents match the question in all, each counted once
 */
public record LetterPage(List<Row> rows, long matching) {

    /** Copies the rows. */
    public LetterPage {
        rows = List.copyOf(rows);
    }

    /**
     * A dead letter, or a refused document, without its bytes.
     *
     * @param position where the reading lies that it is about
     * @param documentId the id of the document that was refused, null for a dead letter
     * @param reason what is wrong with it, in words
     * @param time when it was kept first, epoch milliseconds
     * @param size number of its bytes
     * @param replayed whether it was replayed
     */
    public record Row(
            Position position, @Nullable String documentId, String reason, long time, int size, boolean replayed) {

        /** By time, at the same time by position and document. */
        public static final Comparator<Row> OLDEST_FIRST = Comparator.comparingLong(Row::time)
                .thenComparing(Row::position)
                .thenComparing(row -> row.documentId() == null ? "" : row.documentId());

        /** This row of a letter that was replayed. */
        public Row withReplayed() {
            return new Row(position, documentId, reason, time, size, true);
        }
    }
}
