// SPDX-License-Identifier: Apache-2.0
package io.foursigma.stores;

import io.foursigma.analytics.SensorWindowsState;
import io.foursigma.schemas.BucketCounts;
import io.foursigma.schemas.Progress;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** Reads durable state without claiming it. Every method throws {@link StoreException} if the store does not answer. */
public interface StateReader extends AutoCloseable {

    /** Per bucket of the running statistics that has state, per Kafka partition, how far it has come. */
    Map<Integer, Map<Integer, Progress>> statsProgress();

    /** Per bucket of the windows that has state, per Kafka partition, how far it has come. */
    Map<Integer, Map<Integer, Progress>> windowsProgress();

    /**
     * Compares the sum of the counts of a bucket's sensors with the readings that the bucket has applied, both of one
     * instant.
     *
     * @param bucket a bucket of the running statistics
     * @return empty if the bucket was flushed while it was read: it may be asked again
     */
    Optional<BucketCounts> counts(int bucket);

    /** Hands over every sensor's running statistics, bucket by bucket, in a bucket by name. */
    void forEachStats(BiConsumer<String, StatsRow> consumer);

    /** Hands over every sensor's windows, bucket by bucket, in a bucket by name. */
    void forEachWindows(BiConsumer<String, SensorWindowsState> consumer);

    /** Hands over both states of every sensor that has running statistics, bucket by bucket, in a bucket by name. */
    void forEachSensor(Consumer<SensorState> consumer);

    /** The running statistics of one sensor, empty if it is not known. */
    Optional<StatsRow> stats(String sensor);

    @Override
    void close();
}
