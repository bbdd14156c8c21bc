// SPDX-License-Identifier: Apache-2.0
package io.foursigma.stores;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.foursigma.stores.memory.InMemoryReadingHistory;

final class InMemoryReadingHistoryTest extends ReadingHistoryContract {

    private final InMemoryReadingHistory history = new InMemoryReadingHistory("topic", 2);

    @Override
    protected ReadingHistory history() {
        return history;
    }

    @Override
    protected void append(long timestamp, String value) {
        history.append(0, timestamp, value.getBytes(UTF_8));
    }

    @Override
    protected void deleteBefore(long offset) {
        history.deleteBefore(0, offset);
    }
}
