// SPDX-License-Identifier: Apache-2.0
package io.foursigma.stores;

import io.foursigma.schemas.PolicyChange;
import java.util.concurrent.CompletionStage;

/** Appends changes of policies. */
public interface PolicyLog extends AutoCloseable {

    /**
     * Appends a change. The stage completes with its revision when the change is durable, or with a {@link StoreException}
     * when it is not; after a failure it may stand there all the same, as after any answer that got lost.
     */
    CompletionStage<Long> append(PolicyChange change);

    @Override
    void close();
}
