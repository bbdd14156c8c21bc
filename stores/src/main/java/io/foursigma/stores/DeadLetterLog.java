// SPDX-License-Identifier: Apache-2.0
package io.foursigma.stores;

import io.foursigma.schemas.DeadLetter;
import io.foursigma.schemas.RefusedDocument;
import java.util.List;
import java.util.concurrent.CompletionStage;

/**
 * Appends dead letters, and documents that the index refused. A letter may stand there twice, its position tells; so may
 * a document, the position of its cause and its id tell.
 */
public interface DeadLetterLog extends AutoCloseable {

    /** Appends; the stage completes when all are durable, or with the error of the first that is not. */
    CompletionStage<Void> append(List<DeadLetter> letters);

    /** Appends refused documents; the stage completes as that of {@link #append}. */
    CompletionStage<Void> appendRefused(List<RefusedDocument> documents);

    @Override
    void close();
}
