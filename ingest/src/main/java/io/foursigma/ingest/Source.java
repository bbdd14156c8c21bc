// SPDX-License-Identifier: Apache-2.0
package io.foursigma.ingest;

/** Takes readings from somewhere, from its start on, and hands them to Kafka. */
public interface Source extends AutoCloseable {

    /** Where readings come from, as people read it after "takes readings": {@code from the topic 'plc'}. */
    String place();

    /** Takes nothing more, and stops. What is shared with other sources stays open. */
    @Override
    void close();
}
