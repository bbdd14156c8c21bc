// SPDX-License-Identifier: Apache-2.0
package io.foursigma.topology;

import io.foursigma.analytics.SensorWindowsState;
import io.foursigma.schemas.Anomaly;
import io.foursigma.schemas.DeadLetter;
import io.foursigma.schemas.Episode;
import io.foursigma.schemas.LatestSensor;
import io.foursigma.schemas.RefusedDocument;
import io.foursigma.schemas.SensorStats;
import io.foursigma.schemas.WindowStats;
import io.foursigma.stores.BucketStore;
import io.foursigma.stores.DeadLetterLog;
import io.foursigma.stores.InsightIndex;
import io.foursigma.stores.LatestValues;
import io.foursigma.stores.ResultLog;
import io.foursigma.stores.StateReader;
import io.foursigma.stores.StatsRow;
import io.foursigma.stores.StoreException;
import io.foursigma.stores.Stores;
import io.foursigma.stores.memory.InMemoryStores;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Stores in memory whose sinks can be switched off, and which write down every call to a sink. */
final class SwitchedStores implements Stores {

    private static final long serialVersionUID = 1;

    final InMemoryStores memory = InMemoryStores.create();
    final transient List<Object> calls = new CopyOnWriteArrayList<>();
    final transient List<Object> latestPut = new CopyOnWriteArrayList<>();
    final transient AtomicInteger looks = new AtomicInteger();
    transient volatile LatestValues latest = memory.latest();
    transient volatile @Nullable Supplier<InsightIndex> index;
    transient volatile boolean away;
    transient volatile List<InsightIndex.Refused> refused = List.of();

    @Override
    public BucketStore<StatsRow> stats() {
        return memory.stats();
    }

    @Override
    public BucketStore<SensorWindowsState> windows() {
        return memory.windows();
    }

    @Override
    public StateReader state() {
        return memory.state();
    }

    @Override
    public InsightIndex insights() {
        Supplier<InsightIndex> another = index;
        if (another != null) {
            return another.get();
        }
        return new InsightIndex() {
            @Override
            public List<Refused> put(List<Anomaly> anomalies, List<WindowStats> windows, List<Episode> episodes) {
                calls.add(List.of(anomalies, windows));
                demandThere();
                memory.insights().put(anomalies, windows, episodes);
                return refused;
            }

            @Override
            public void close() {}
        };
    }

    @Override
    public LatestValues latest() {
        return new LatestValues() {
            @Override
            public void put(Collection<LatestSensor> updates, List<Anomaly> anomalies) {
                calls.add(List.of(List.copyOf(updates), anomalies));
                demandThere();
                latest.put(updates, anomalies);
                latestPut.add(List.of(List.copyOf(updates), anomalies));
            }

            @Override
            public String life() {
                looks.incrementAndGet();
                demandThere();
                return latest.life();
            }

            @Override
            public void close() {}
        };
    }

    @Override
    public ResultLog results() {
        return new ResultLog() {
            @Override
            public CompletionStage<Void> append(
                    List<SensorStats> stats, List<Anomaly> anomalies, List<Episode> episodes) {
                calls.add(List.of(stats, anomalies));
                return away ? away() : memory.results().append(stats, anomalies, episodes);
            }

            @Override
            public void close() {}
        };
    }

    @Override
    public DeadLetterLog deadLetters() {
        return new DeadLetterLog() {
            @Override
            public CompletionStage<Void> append(List<DeadLetter> letters) {
                calls.add(List.copyOf(letters));
                return away ? away() : memory.deadLetters().append(letters);
            }

            @Override
            public CompletionStage<Void> appendRefused(List<RefusedDocument> documents) {
                calls.add(List.copyOf(documents));
                return away ? away() : memory.deadLetters().appendRefused(documents);
            }

            @Override
            public void close() {}
        };
    }

    private void demandThere() {
        if (away) {
            throw new StoreException("switched off");
        }
    }

    private static CompletionStage<Void> away() {
        return CompletableFuture.failedStage(new StoreException("switched off"));
    }
}
