// SPDX-License-Identifier: Apache-2.0
package io.foursigma.stores.memory;

import io.foursigma.schemas.DeadLetter;
import io.foursigma.stores.DeadLetterLog;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** The log of dead letters, held in memory. Closing it keeps what it holds. */
public final class InMemoryDeadLetterLog implements DeadLetterLog {

    private final List<DeadLetter> letters = new ArrayList<>();

    /** A log that holds nothing. */
    public InMemoryDeadLetterLog() {}

    @Override
    public synchronized CompletionStage<Void> append(List<DeadLetter> newLetters) {
        letters.addAll(newLetters);
        return CompletableFuture.completedStage(null);
    }

    @Override
    public void close() {}

    /** The dead letters in the order in which they were appended: a copy. */
    public synchronized List<DeadLetter> letters() {
        return List.copyOf(letters);
    }
}
