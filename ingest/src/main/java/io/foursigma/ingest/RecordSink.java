// SPDX-License-Identifier: Apache-2.0
package io.foursigma.ingest;

import org.jspecify.annotations.Nullable;

/** Where records go that came out of files. */
@FunctionalInterface
interface RecordSink {

    /** Takes a record; waits while too much is under way. */
    void publish(byte @Nullable [] key, byte[] value);
}
