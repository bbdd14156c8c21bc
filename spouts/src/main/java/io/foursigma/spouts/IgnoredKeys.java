// SPDX-License-Identifier: Apache-2.0
package io.foursigma.spouts;

import java.nio.ByteBuffer;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/**
 * Leaves the keys of records where they are: nothing asks for them once they have chosen the partition, and each would
 * cost a copy. Found by its name, by Kafka.
 */
public final class IgnoredKeys implements Deserializer<byte[]> {

    @Override
    public byte @Nullable [] deserialize(String topic, byte @Nullable [] key) {
        return null;
    }

    @Override
    public byte @Nullable [] deserialize(String topic, Headers headers, @Nullable ByteBuffer key) {
        return null;
    }
}
