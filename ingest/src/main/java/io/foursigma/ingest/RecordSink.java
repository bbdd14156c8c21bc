// SPDX-License-Identifier: Apache-2.0
package io.foursigma.ingest;

import org.jspecify.annotations.Nullable;

/** Where records go that came out of files. */
@FunctionalInterface
public interface RecordSink {

    /**
     * Takes a record; waits while too much is under way.
     *
     * @param key decides the partition
     * @param value its bytes
     */
    void publish(byte @Nullable [] key, byte[] value);
}
