// SPDX-License-Identifier: Apache-2.0
package io.foursigma.stores;

import io.foursigma.schemas.DeadLetter;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** Appends dead letters. One may stand there twice; its position tells. */
public interface DeadLetterLog extends AutoCloseable {

    /** Appends; the stage completes when all are durable, or with the error of the first that is not. */
    CompletionStage<Void> append(List<DeadLetter> letters);

    @Override
    void close();
}
