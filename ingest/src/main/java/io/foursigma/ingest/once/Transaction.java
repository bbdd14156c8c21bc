// SPDX-License-Identifier: Apache-2.0
package io.foursigma.ingest.once;

import io.foursigma.ingest.KeyedRecord;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.ApiException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.InvalidPidMappingException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.TransactionAbortableException;
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

    /** Whether another collector may own the partition by now: then its marks have to be read. */
    private static boolean isOwnershipLost(Throwable cause) {
        return cause instanceof ProducerFencedException
                || cause instanceof InvalidProducerEpochException
                || cause instanceof InvalidPidMappingException
                || cause instanceof TransactionAbortableException;
    }

    /**
     * Whether it may help to own the partition and look again, at once: so it does where another one has come between, and
     * where Kafka's coordinator fell over two that came at the same time and says nothing that its clients know. It does not
     * where Kafka is away, for that was waited for, nor where it refuses something by name.
     */
    static boolean mayPass(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (isOwnershipLost(cause)) {
                return true;
            }
            if (cause instanceof ApiException || cause instanceof InterruptException) {
                return false;
            }
        }
        return true;
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

    /** Ends the transaction, if Kafka is there to be told so; otherwise the partition's next owner does, or time. */
    private RuntimeException abort(Exception cause) {
        if (isOwnershipLost(cause) || cause instanceof RetriableException) {
            return new KafkaException(cause.getMessage(), cause);
        }
        // Says so if the partition is not owned any more.
        producer.abortTransaction();
        return cause instanceof ApiException refusal && !(cause instanceof AuthorizationException)
                ? new RecordRefusedException(refusal)
                : new KafkaException(cause.getMessage(), cause);
    }
}
