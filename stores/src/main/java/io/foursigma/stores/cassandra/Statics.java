// SPDX-License-Identifier: Apache-2.0
package io.foursigma.stores.cassandra;

import io.foursigma.schemas.Progress;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The static columns of a bucket's partition.
 *
 * @param epoch the epoch of the owner, 0 if nobody has claimed the bucket yet
 * @param owner the owner's token, null if nobody has claimed the bucket yet
 * @param sequence the number of the last durable flush, 0 if there is none
 * @param topicId the topic that the progress belongs to, null before the first flush
 * @param progress per Kafka partition, how far the bucket has come; empty before the first flush
 * @param snapshot the snapshot that counts
 */
record Statics(
        long epoch,
        @Nullable String owner,
        long sequence,
        @Nullable String topicId,
        Map<Integer, Progress> progress,
        SnapshotId snapshot) {

    /** Those of a bucket that nobody has claimed. */
    static final Statics NONE = new Statics(0, null, 0, null, Map.of(), SnapshotId.NONE);
}
