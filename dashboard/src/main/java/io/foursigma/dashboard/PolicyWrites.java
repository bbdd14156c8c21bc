// SPDX-License-Identifier: Apache-2.0
package io.foursigma.dashboard;

import io.foursigma.schemas.PolicyChange;
import io.foursigma.stores.PolicyLog;
import io.foursigma.stores.PolicyReader.Entry;
import io.foursigma.stores.StoreException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Makes changes, one at a time, so that between the look at what stands there and the change nobody else of this relay
 * comes. A change is done when it is durable and the relay shows it.
 */
final class PolicyWrites {

    private static final Duration TURN = Duration.ofSeconds(2);
    /** Longer than an append takes to fail. */
    private static final Duration DURABLE = Duration.ofSeconds(15);

    private static final Duration SHOWN = Duration.ofSeconds(5);

    private final PolicyLog log;
    private final PolicyBoard board;
    private final ReentrantLock turn = new ReentrantLock();

    PolicyWrites(PolicyLog log, PolicyBoard board) {
        this.log = log;
        this.board = board;
    }

    /** What became of a change. */
    sealed interface Outcome {}

    /**
     * It is made.
     *
     * @param before what stood there, null if nothing did
     * @param now what stands there, null if nothing does
     */
    record Made(@Nullable Entry before, @Nullable Entry now) implements Outcome {}

    /**
     * It is not made: what stands there is not what the change is meant for.
     *
     * @param now what stands there, null if nothing does
     */
    record Clash(@Nullable Entry now) implements Outcome {}

    /** It is not made: there is nothing to remove. */
    record Absent() implements Outcome {}

    /**
     * Makes a change.
     *
     * @throws StoreException if it is not known to be durable and shown in time
     */
    Outcome write(PolicyChange change, Precondition precondition) {
        String problem = board.problem();
        if (problem != null) {
            throw new StoreException(problem);
        }
        try {
            if (!turn.tryLock(TURN.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new StoreException("other changes of policies are waiting for Kafka");
            }
            try {
                return writeInTurn(change, precondition);
            } finally {
                turn.unlock();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreException("interrupted while waiting for Kafka", e);
        }
    }

    private Outcome writeInTurn(PolicyChange change, Precondition precondition) throws InterruptedException {
        Entry before = board.find(change.key());
        if (!precondition.holdsFor(before)) {
            return new Clash(before);
        }
        if (before == null && change.policy() == null) {
            return new Absent();
        }
        long revision = append(change);
        if (!board.awaits(revision, SHOWN)) {
            throw new StoreException("Kafka has taken the change, but this relay has not read it back in time");
        }
        return new Made(before, change.policy() == null ? null : new Entry(revision, change));
    }

    private long append(PolicyChange change) throws InterruptedException {
        try {
            return log.append(change).toCompletableFuture().get(DURABLE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            Throwable cause = e.getCause();
            throw new StoreException(cause == null ? e.toString() : String.valueOf(cause.getMessage()), e);
        } catch (TimeoutException e) {
            throw new StoreException("Kafka has not said in time whether it has taken the change", e);
        }
    }
}
