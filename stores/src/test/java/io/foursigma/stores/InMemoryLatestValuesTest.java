// SPDX-License-Identifier: Apache-2.0
package io.foursigma.stores;

import io.foursigma.stores.memory.InMemoryLatestReader;
import io.foursigma.stores.memory.InMemoryLatestValues;
import org.junit.jupiter.api.AfterEach;

final class InMemoryLatestValuesTest extends LatestValuesContract {

    private final InMemoryLatestValues values = new InMemoryLatestValues();
    private final InMemoryLatestReader reader = new InMemoryLatestReader(values);

    @AfterEach
    void close() {
        reader.close();
    }

    @Override
    protected LatestValues values() {
        return values;
    }

    @Override
    protected LatestReader reader() {
        return reader;
    }
}
