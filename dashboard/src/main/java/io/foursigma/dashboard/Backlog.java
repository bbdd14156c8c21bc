// SPDX-License-Identifier: Apache-2.0
package io.foursigma.dashboard;

import io.foursigma.schemas.Judged;
import io.foursigma.stores.InsightReader.PageEnd;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The anomalies or episodes that were judged while a page was away, on their way from the index: a piece at a time, the next
 * one only when the page has taken the last one. Not safe for many threads: {@link LiveHub} guards it.
 *
 * @param <T> what was judged
 */
final class Backlog<T extends Judged> {

    /** How many a page is told at most; whoever was away for longer asks the HTTP interface. */
    static final int GREATEST = 10_000;

    private final long since;
    private @Nullable PageEnd end;
    private List<T> piece = List.of();
    private boolean more;
    private int told;
    private State state = State.TO_BE_READ;

    private enum State {
        TO_BE_READ,
        BEING_READ,
        READ,
        DONE
    }

    /**
     * A backlog that nobody has read.
     *
     * @param since the least time of judging that counts, epoch milliseconds
     */
    Backlog(long since) {
        this.since = since;
    }

    long since() {
        return since;
    }

    /** Where the next piece begins; null for the first one. */
    @Nullable
    PageEnd end() {
        return end;
    }

    /** Whether a piece has to be read; from here on somebody reads it. */
    boolean takeToBeRead() {
        if (state != State.TO_BE_READ) {
            return false;
        }
        state = State.BEING_READ;
        return true;
    }

    /** It could not be read: it has to be read again. */
    void failed() {
        state = State.TO_BE_READ;
    }

    /**
     * Takes the next piece.
     *
     * @param whole whether it is as long as it could be, so that another one may follow
     */
    void read(List<T> next, boolean whole) {
        piece = next;
        told += next.size();
        if (!next.isEmpty()) {
            T last = next.get(next.size() - 1);
            end = new PageEnd(last.judged(), last.id());
        }
        more = whole;
        state = State.READ;
    }

    /** The piece that was read, if one was; from here on it is told. */
    @Nullable
    Piece<T> takePiece() {
        if (state != State.READ) {
            return null;
        }
        boolean last = !more || told >= GREATEST;
        state = last ? State.DONE : State.TO_BE_READ;
        Piece<T> taken = new Piece<>(piece, last, last && more);
        piece = List.of();
        return taken;
    }

    /**
     * A piece.
     *
     * @param <T> what was judged
     * @param judged what it holds, in the order in which it was judged
     * @param last whether none follows
     * @param cut whether more were judged than a page is told
     */
    record Piece<T>(List<T> judged, boolean last, boolean cut) {}
}
