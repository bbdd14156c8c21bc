// SPDX-License-Identifier: Apache-2.0
package io.foursigma.ingest;

import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/** The way of records into their topics. */
interface RecordTransport extends AutoCloseable {

    /** Learns how a record ended; called once for each record, on any thread. */
    @FunctionalInterface
    interface Outcome {
        /** The record is in Kafka if there is no error, and may be missing there otherwise. */
        void completed(@Nullable Exception error);
    }

    /** Hands a record over; waits while too much is under way. */
    void send(ProducerRecord<byte[], byte[]> record, Outcome outcome);

    /** Waits until every record that was handed over has its outcome. */
    void flush();

    /** Releases all resources. What has no outcome by now gets an error as its outcome. */
    @Override
    void close();
}
