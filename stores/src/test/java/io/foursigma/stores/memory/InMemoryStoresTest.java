// SPDX-License-Identifier: Apache-2.0
package io.foursigma.stores.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InvalidObjectException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import org.junit.jupiter.api.Test;

final class InMemoryStoresTest {

    @Test
    void serialisedStoresAreTheSameStoresWithinOneJvm() throws IOException, ClassNotFoundException {
        InMemoryStores stores = InMemoryStores.create();
        InMemoryStores others = InMemoryStores.create();

        assertThat(read(written(stores))).isSameAs(stores);
        assertThat(read(written(others))).isSameAs(others);
    }

    @Test
    void storesOfAnotherJvmAreRefused() throws IOException {
        InMemoryStores stores = InMemoryStores.create();
        byte[] foreign = written(stores);
        // The last bytes are those of the name.
        foreign[foreign.length - 1]++;

        assertThatThrownBy(() -> read(foreign))
                .isInstanceOf(InvalidObjectException.class)
                .hasMessageContaining("do not live in this JVM");
    }

    private static byte[] written(InMemoryStores stores) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(stores);
        }
        return bytes.toByteArray();
    }

    private static Object read(byte[] bytes) throws IOException, ClassNotFoundException {
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes))) {
            return in.readObject();
        }
    }
}
