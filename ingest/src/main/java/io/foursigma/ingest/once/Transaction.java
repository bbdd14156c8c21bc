// SPDX-License-Identifier: Apache-2.0
package io.foursigma.ingest.once;

import io.foursigma.ingest.KeyedRecord;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.InvalidPartitionsException;
import org.apache.kafka.common.errors.InvalidTimestampException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.RecordBatchTooLargeException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Requests and their marks, in one transaction. Used by one thread. */
final class Transaction {

    private final Producer<byte[], byte[]> producer;
    private final String readingsTopic;
    private final TopicPartition requests;
    private final AtomicReference<Exception> failure = new AtomicReference<>();

    Transaction(Producer<byte[], byte[]> producer, String readingsTopic, TopicPartition requests) {
        this.producer = producer;
        this.readingsTopic = readingsTopic;
        this.requests = requests;
    }

    /**
     * Whether it may help to own the partition and look again, at once: so it does where another one has come between, for
     * which Kafka has many words and sometimes none of its own. It does not where Kafka is away, for that was waited for, nor
     * where it refuses something by name.
     */
    static boolean mayPass(Throwable failure) {
        return !isAny(
                failure,
                TimeoutException.class,
                AuthorizationException.class,
                AuthenticationException.class,
                InvalidPartitionsException.class,
                InvalidTopicException.class,
                InterruptException.class);
    }

    /** Whether Kafka refuses what a record holds, and will do so again. */
    private static boolean isOfARecord(Throwable failure) {
        return isAny(
                failure,
                RecordTooLargeException.class,
                RecordBatchTooLargeException.class,
                InvalidRecordException.class,
                InvalidTimestampException.class);
    }

    private static boolean isAny(Throwable failure, Class<?>... kinds) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            for (Class<?> kind : kinds) {
                if (kind.isInstance(cause)) {
                    return true;
                }
            }
        }
        return false;
    }

    /**
     * Brings all of them to Kafka, or none.
     *
     * @throws RecordRefusedException if there is none, and there will be none the next time either, because of one of them
     * @throws KafkaException if nobody knows, or the partition is owned by another one; {@link #mayPass} says more
     */
    void commit(List<OnceRequest> taken) {
        producer.beginTransaction();
        send(taken);
        Exception failed = failure.get();
        if (failed == null) {
            failed = commitSent();
        }
        if (failed != null) {
            throw abort(failed);
        }
    }

    /** Commits, and yields what kept it from that; a record's failure rather than what follows from it. */
    private @Nullable Exception commitSent() {
        try {
            producer.commitTransaction();
            return null;
        } catch (InterruptException e) {
            throw e;
        } catch (KafkaException e) {
            failure.compareAndSet(null, e);
            return failure.get();
        }
    }

    /** Sends them, up to the first failure: after it, each record could wait as long for the same. */
    private void send(List<OnceRequest> taken) {
        for (OnceRequest request : taken) {
            for (KeyedRecord reading : request.readings()) {
                send(new ProducerRecord<>(readingsTopic, reading.key(), reading.value()));
            }
            byte[] mark = request.mark().bytes();
            send(new ProducerRecord<>(requests.topic(), requests.partition(), null, mark));
        }
    }

    private void send(ProducerRecord<byte[], byte[]> record) {
        if (failure.get() == null) {
            Future<?> unused = producer.send(record, (metadata, error) -> {
                if (error != null) {
                    failure.compareAndSet(null, error);
                }
            });
        }
    }

    /** Ends a transaction with a record that is refused; any other one is ended by the partition's next owner, or by time. */
    private RuntimeException abort(Exception cause) {
        if (isOfARecord(cause)) {
            // Says so if the partition is not owned any more.
            producer.abortTransaction();
            return new RecordRefusedException(cause);
        }
        return new KafkaException(cause.getMessage(), cause);
    }
}
