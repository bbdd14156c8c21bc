// SPDX-License-Identifier: Apache-2.0
package io.foursigma.stores;

import static org.assertj.core.api.Assertions.assertThat;

import io.foursigma.stores.memory.InMemoryLatestReader;
import io.foursigma.stores.memory.InMemoryLatestValues;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

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

    @Test
    void emptiedValuesBeginAnotherLife() {
        values.put(List.of(Samples.latest("a", Samples.TIME, 1, 1)), List.of());
        String life = values.life();
        values.clear();
        assertThat(values.life()).isNotEqualTo(life);
        assertThat(reader.all()).isEmpty();
    }
}
