// SPDX-License-Identifier: Apache-2.0
package io.foursigma.stores;

import io.foursigma.stores.memory.InMemoryInsightIndex;

final class InMemoryInsightIndexTest extends InsightIndexContract {

    private final InMemoryInsightIndex index = new InMemoryInsightIndex();

    @Override
    protected InsightIndex index() {
        return index;
    }

    @Override
    protected InsightReader reader() {
        return index;
    }

    @Override
    protected WindowHistory history() {
        return index;
    }
}
