// SPDX-License-Identifier: Apache-2.0
package io.foursigma.stores;

import io.foursigma.schemas.Progress;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the durable state of buckets: a row per sensor, and beside the rows how far the bucket has come in Kafka, and
 * what its readings have brought about. Whoever claims a bucket owns it until somebody else does; a flush of a former
 * owner is refused as a whole. Flushes go, and sensors are read, through the instance that has claimed the bucket.
 *
 * @param <S> the state of one sensor
 */
public interface BucketStore<S> extends AutoCloseable {

    /**
     * Makes {@code owner} the owner of a bucket, and takes away the stored outputs at or beyond its next offsets: they
     * belong to flushes that never became durable. Blocks.
     *
     * @param bucket the bucket, from 0
     * @param owner a token that nobody else uses; after an unknown outcome it tells one's own success from another's
     * @throws StoreException if the store does not answer; the bucket may or may not have been claimed, claim it again
     */
    Claim claim(int bucket, String owner);

    /**
     * Reads the state of sensors, and sees that the bucket is still owned. No flush that holds one of them may be under
     * way.
     *
     * @param bucket the bucket
     * @param epoch the epoch of the claim
     * @param sensors the sensors; may be none
     * @return the rows of those that have one; empty if the bucket had another owner by the end, so that what was read
     *     may be worth nothing. Completes with a {@link StoreException} if the store does not answer
     */
    CompletionStage<Optional<Map<String, S>>> load(int bucket, long epoch, Collection<String> sensors);

    /**
     * Reads sensors by name, a page at a time, each as the last durable flush of this instance has left it. Had the bucket
     * another owner meanwhile, some may be missing.
     *
     * @param bucket the bucket
     * @param after the page begins behind this name; empty text: with the first one
     * @param most how many sensors the page may hold, at least 1
     * @return the page, in the order of code points; fewer than {@code most} are the last ones. Completes with a {@link
     *     StoreException} if the store does not answer
     */
    CompletionStage<List<SensorRow<S>>> page(int bucket, String after, int most);

    /**
     * Makes a flush durable, whole or not at all; its outputs before all else, so that those of a durable flush can be
     * read. At most one flush per bucket may be under way. A stage that completes with an exception leaves the outcome
     * unknown: the very same flush has to be sent again until it answers.
     *
     * @return whether the flush is durable, or refused because the bucket has another owner
     */
    CompletionStage<FlushOutcome> flush(Flush<S> flush);

    /**
     * Reads stored outputs, in order.
     *
     * @param bucket the bucket
     * @param partition the Kafka partition
     * @param from the first offset
     * @param to the offset after the last, not beyond the durable next offset
     * @return completes with a {@link StoreException} if the store does not answer
     */
    CompletionStage<List<StoredOutput>> outputs(int bucket, int partition, long from, long to);

    /**
     * Takes away the stored outputs of a partition that nobody will ask for again.
     *
     * @param bucket the bucket
     * @param epoch the epoch of the claim
     * @param partition the Kafka partition
     * @param below the offset that the consumer group has committed
     * @return completes with a {@link StoreException} if the store does not answer; some may be left
     */
    CompletionStage<Void> forget(int bucket, long epoch, int partition, long below);

    @Override
    void close();

    /** What became of a flush. */
    enum FlushOutcome {
        /** It is durable: now, or since it was sent before. */
        DURABLE,
        /** Another owner has claimed the bucket: nothing was written, and what is in memory is worth nothing. */
        LOST
    }

    /**
     * A claimed bucket.
     *
     * @param epoch the epoch of this ownership, higher than that of any before
     * @param sequence the sequence number of the last durable flush, 0 if there is none
     * @param topicId the topic that the progress belongs to, null if the bucket has no state yet
     * @param progress per Kafka partition, how far the bucket has come
     */
    record Claim(long epoch, long sequence, @Nullable String topicId, Map<Integer, Progress> progress) {}

    /**
     * A sensor's durable state.
     *
     * @param sensor the sensor's name
     * @param state its state
     * @param <S> the state of one sensor
     */
    record SensorRow<S>(String sensor, S state) {}

    /**
     * A snapshot to be made durable.
     *
     * @param bucket the bucket
     * @param epoch the epoch of the claim
     * @param sequence the number of this flush: one more than that of the last durable one
     * @param topicId the topic that the progress belongs to
     * @param progress per Kafka partition, how far the bucket has come; whole
     * @param rows the state of the sensors that have changed since the last flush
     * @param outputs what the readings since the last flush have brought about and what has to be found again
     * @param <S> the state of one sensor
     */
    record Flush<S>(
            int bucket,
            long epoch,
            long sequence,
            String topicId,
            Map<Integer, Progress> progress,
            Map<String, S> rows,
            List<StoredOutput> outputs) {}
}
