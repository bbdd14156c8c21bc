// SPDX-License-Identifier: Apache-2.0
package io.foursigma.stores;

import io.foursigma.schemas.Progress;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the durable state of buckets: a row per sensor, and beside the rows how far the bucket has come in Kafka.
 * Whoever claims a bucket owns it until somebody else does; a flush of a former owner is refused as a whole.
 *
 * @param <S> the state of one sensor
 */
public interface BucketStore<S> extends AutoCloseable {

    /**
     * Makes {@code owner} the owner of a bucket and reads its state. Blocks.
     *
     * @param bucket the bucket, from 0
     * @param owner a token that nobody else uses; after an unknown outcome it tells one's own success from another's
     * @throws StoreException if the store does not answer; the bucket may or may not have been claimed, claim it again
     */
    Claim<S> claim(int bucket, String owner);

    /**
     * Makes a flush durable, whole or not at all. At most one flush per bucket may be under way. A stage that completes
     * with an exception leaves the outcome unknown: the very same flush has to be sent again until it answers.
     *
     * @return whether the flush is durable, or refused because the bucket has another owner
     */
    CompletionStage<FlushOutcome> flush(Flush<S> flush);

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
     * @param rows the state of every sensor of the bucket
     * @param <S> the state of one sensor
     */
    record Claim<S>(
            long epoch,
            long sequence,
            @Nullable String topicId,
            Map<Integer, Progress> progress,
            Map<String, S> rows) {}

    /**
     * A snapshot to be made durable.
     *
     * @param bucket the bucket
     * @param epoch the epoch of the claim
     * @param sequence the number of this flush: one more than that of the last durable one
     * @param topicId the topic that the progress belongs to
     * @param progress per Kafka partition, how far the bucket has come; whole
     * @param rows the state of the sensors that have changed since the last flush
     * @param <S> the state of one sensor
     */
    record Flush<S>(
            int bucket,
            long epoch,
            long sequence,
            String topicId,
            Map<Integer, Progress> progress,
            Map<String, S> rows) {}
}
