// SPDX-License-Identifier: Apache-2.0
package io.foursigma.bench.storm;

import io.foursigma.analytics.SensorWindowsState;
import io.foursigma.schemas.Anomaly;
import io.foursigma.schemas.Episode;
import io.foursigma.schemas.WindowStats;
import io.foursigma.stores.BucketStore;
import io.foursigma.stores.DeadLetterLog;
import io.foursigma.stores.InsightIndex;
import io.foursigma.stores.LatestValues;
import io.foursigma.stores.ResultLog;
import io.foursigma.stores.StateReader;
import io.foursigma.stores.StatsRow;
import io.foursigma.stores.StoredOutput;
import io.foursigma.stores.Stores;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * Stores that tell what they have acknowledged.
 *
 * @param stores keep all others
 * @param logs keep results and dead letters: the contestant's anomalies are read from there
 * @param acknowledgements is told
 */
record WatchedStores(Stores stores, Stores logs, Acknowledgements acknowledgements) implements Stores {

    @Override
    public BucketStore<StatsRow> stats() {
        return new WatchedBuckets<>("stats", stores.stats(), acknowledgements);
    }

    @Override
    public BucketStore<SensorWindowsState> windows() {
        return new WatchedBuckets<>("windows", stores.windows(), acknowledgements);
    }

    @Override
    public StateReader state() {
        return stores.state();
    }

    @Override
    public InsightIndex insights() {
        return new WatchedIndex(stores.insights(), acknowledgements);
    }

    @Override
    public LatestValues latest() {
        return stores.latest();
    }

    @Override
    public ResultLog results() {
        return logs.results();
    }

    @Override
    public DeadLetterLog deadLetters() {
        return logs.deadLetters();
    }

    private record WatchedIndex(InsightIndex index, Acknowledgements acknowledgements) implements InsightIndex {

        @Override
        public List<Refused> put(List<Anomaly> anomalies, List<WindowStats> windows, List<Episode> episodes) {
            List<Refused> refused = index.put(anomalies, windows, episodes);
            acknowledgements.indexed(anomalies, windows, refused);
            return refused;
        }

        @Override
        public void close() {
            index.close();
        }
    }

    private record WatchedBuckets<S>(String name, BucketStore<S> store, Acknowledgements acknowledgements)
            implements BucketStore<S> {

        @Override
        public CompletionStage<FlushOutcome> flush(Flush<S> flush) {
            long began = System.nanoTime();
            return store.flush(flush).whenComplete((outcome, error) -> {
                if (outcome == FlushOutcome.DURABLE) {
                    acknowledgements.durable(name, flush, System.nanoTime() - began);
                }
            });
        }

        @Override
        public Claim claim(int bucket, String owner) {
            return store.claim(bucket, owner);
        }

        @Override
        public CompletionStage<Optional<Map<String, S>>> load(int bucket, long epoch, Collection<String> sensors) {
            return store.load(bucket, epoch, sensors);
        }

        @Override
        public CompletionStage<List<SensorRow<S>>> page(int bucket, String after, int most) {
            return store.page(bucket, after, most);
        }

        @Override
        public CompletionStage<List<StoredOutput>> outputs(int bucket, int partition, long from, long to) {
            return store.outputs(bucket, partition, from, to);
        }

        @Override
        public CompletionStage<Void> forget(int bucket, long epoch, int partition, long below) {
            return store.forget(bucket, epoch, partition, below);
        }

        @Override
        public void close() {
            store.close();
        }
    }
}
