// SPDX-License-Identifier: Apache-2.0
package io.foursigma.stores.memory;

import io.foursigma.schemas.DeadLetter;
import io.foursigma.schemas.RefusedDocument;
import io.foursigma.stores.DeadLetterLog;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** The log of dead letters, held in memory. Closing it keeps what it holds. */
public final class InMemoryDeadLetterLog implements DeadLetterLog {

    private final List<DeadLetter> letters = new ArrayList<>();
    private final List<RefusedDocument> refused = new ArrayList<>();

    /** A log that holds nothing. */
    public InMemoryDeadLetterLog() {}

    @Override
    public synchronized CompletionStage<Void> append(List<DeadLetter> newLetters) {
        letters.addAll(newLetters);
        return CompletableFuture.completedStage(null);
    }

    @Override
    public synchronized CompletionStage<Void> appendRefused(List<RefusedDocument> documents) {
        refused.addAll(documents);
        return CompletableFuture.completedStage(null);
    }

    @Override
    public void close() {}

    /** The dead letters in the order in which they were appended: a copy. */
    public synchronized List<DeadLetter> letters() {
        return List.copyOf(letters);
    }

    /** The refused documents in the order in which they were appended: a copy. */
    public synchronized List<RefusedDocument> refused() {
        return List.copyOf(refused);
    }
}
