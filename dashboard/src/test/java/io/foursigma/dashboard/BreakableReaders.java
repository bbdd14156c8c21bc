// SPDX-License-Identifier: Apache-2.0
package io.foursigma.dashboard;

import io.foursigma.analytics.SensorWindowsState;
import io.foursigma.schemas.Anomaly;
import io.foursigma.schemas.BucketCounts;
import io.foursigma.schemas.Episode;
import io.foursigma.schemas.LatestSensor;
import io.foursigma.schemas.LedgerReport;
import io.foursigma.schemas.PolicyChange;
import io.foursigma.schemas.Progress;
import io.foursigma.schemas.WindowStats;
import io.foursigma.stores.InsightReader;
import io.foursigma.stores.LatestReader;
import io.foursigma.stores.PolicyLog;
import io.foursigma.stores.PolicyReader;
import io.foursigma.stores.ReadingHistory;
import io.foursigma.stores.ReadingOffsets;
import io.foursigma.stores.ReadingOffsets.Span;
import io.foursigma.stores.RefusedDocumentCount;
import io.foursigma.stores.SensorState;
import io.foursigma.stores.StateReader;
import io.foursigma.stores.StatsRow;
import io.foursigma.stores.StoreException;
import io.foursigma.stores.WindowHistory;
import io.foursigma.stores.memory.InMemoryLedgerLog;
import io.foursigma.stores.memory.InMemoryReadingHistory;
import io.foursigma.stores.memory.InMemoryStores;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Readers of stores in memory that can be made to fail as if their servers were away. */
final class BreakableReaders implements AutoCloseable {

    static final String KAFKA = "kafka";

    private final Map<Integer, Span> spans = new ConcurrentHashMap<>();
    private final InMemoryReadingHistory readings = new InMemoryReadingHistory("topic", 1);
    private volatile long refused;
    private final Set<String> away = ConcurrentHashMap.newKeySet();
    private final Set<String> unanswered = ConcurrentHashMap.newKeySet();
    private volatile boolean defect;
    private final List<LatestReader.Listener> listeners = new CopyOnWriteArrayList<>();
    private final LatestReader latest;
    private final InsightReader insights;
    private final WindowHistory history;
    private final StateReader state;
    private final PolicyReader policies;
    private final PolicyLog policyLog;
    private final InMemoryLedgerLog ledgerLog = new InMemoryLedgerLog();

    BreakableReaders(InMemoryStores stores) {
        this.latest = stores.latestReader();
        this.insights = stores.insightReader();
        this.history = stores.windowHistory();
        this.state = stores.state();
        this.policies = stores.policies().reader();
        this.policyLog = stores.policies();
    }

    void takeAway(String store) {
        away.add(store);
        if (store.equals(Health.REDIS)) {
            listeners.forEach(listener -> listener.disconnected("redis is away"));
        }
    }

    void bringBack(String store) {
        away.remove(store);
        if (store.equals(Health.REDIS)) {
            listeners.forEach(LatestReader.Listener::connected);
        }
    }

    /** From now on the ledger's questions fail in a way that no store is meant to. */
    void breakLedgersQuestions() {
        defect = true;
    }

    /** Lets them be answered again. */
    void mendLedgersQuestions() {
        defect = false;
    }

    /** Which of the ledger's questions have met the defect. */
    Set<String> unanswered() {
        return unanswered;
    }

    /** All of them. Kafka holds what a test says that it holds. */
    StoreReaders all() {
        return new StoreReaders(
                new Latest(),
                new Insights(),
                new Windows(),
                new State(),
                new Offsets(),
                new Readings(),
                new RefusedDocumentsOfKafka(),
                policies,
                new Policies(),
                ledgerLog);
    }

    /** The readings that Kafka holds. */
    InMemoryReadingHistory readings() {
        return readings;
    }

    /** The ledger's totals that were kept. */
    InMemoryLedgerLog ledgerLog() {
        return ledgerLog;
    }

    /** Kafka begins to hold these offsets of the topic of readings, and so many refused documents. */
    void kafkaHolds(Map<Integer, Span> newSpans, long refusedDocuments) {
        spans.putAll(newSpans);
        refused = refusedDocuments;
    }

    @Override
    public void close() {
        latest.close();
        policies.close();
    }

    private <T> T ask(String store, Supplier<T> question) {
        if (away.contains(store)) {
            throw new StoreException(store + " is away", new IOException("connection refused"));
        }
        return question.get();
    }

    private <T> T askForLedger(String name, String store, Supplier<T> question) {
        if (defect) {
            unanswered.add(name);
            throw new IllegalStateException("no table yet");
        }
        return ask(store, question);
    }

    private final class Latest implements LatestReader {
        @Override
        public List<LatestSensor> all() {
            return ask(Health.REDIS, latest::all);
        }

        @Override
        public Optional<LatestSensor> sensor(String sensor) {
            return ask(Health.REDIS, () -> latest.sensor(sensor));
        }

        @Override
        public void listen(Listener listener) {
            listeners.add(listener);
            latest.listen(new Deaf(listener));
        }

        @Override
        public void close() {}
    }

    /** Hears nothing while the store is away. */
    private final class Deaf implements LatestReader.Listener {
        private final LatestReader.Listener listener;

        private Deaf(LatestReader.Listener listener) {
            this.listener = listener;
        }

        @Override
        public void connected() {
            listener.connected();
        }

        @Override
        public void disconnected(String reason) {
            listener.disconnected(reason);
        }

        @Override
        public void updated(List<LatestSensor> updates, List<Anomaly> anomalies) {
            if (!away.contains(Health.REDIS)) {
                listener.updated(updates, anomalies);
            }
        }
    }

    private final class Insights implements InsightReader {
        @Override
        public List<Anomaly> anomalies(AnomalyQuery query) {
            return ask(Health.ELASTICSEARCH, () -> insights.anomalies(query));
        }

        @Override
        public List<Anomaly> judgedSince(JudgedQuery query) {
            return ask(Health.ELASTICSEARCH, () -> insights.judgedSince(query));
        }

        @Override
        public OptionalLong lastJudged() {
            return ask(Health.ELASTICSEARCH, insights::lastJudged);
        }

        @Override
        public Optional<Anomaly> anomaly(String id) {
            return ask(Health.ELASTICSEARCH, () -> insights.anomaly(id));
        }

        @Override
        public List<Episode> episodes(EpisodeQuery query) {
            return ask(Health.ELASTICSEARCH, () -> insights.episodes(query));
        }

        @Override
        public List<Episode> episodesJudgedSince(JudgedQuery query) {
            return ask(Health.ELASTICSEARCH, () -> insights.episodesJudgedSince(query));
        }

        @Override
        public OptionalLong lastEpisodeJudged() {
            return ask(Health.ELASTICSEARCH, insights::lastEpisodeJudged);
        }

        @Override
        public Optional<Episode> episode(String id) {
            return ask(Health.ELASTICSEARCH, () -> insights.episode(id));
        }

        @Override
        public void forEachEpisode(Consumer<Episode> consumer) {
            insights.forEachEpisode(consumer);
        }

        @Override
        public void forEachAnomaly(Consumer<Anomaly> consumer) {
            insights.forEachAnomaly(consumer);
        }

        @Override
        public void forEachWindow(Consumer<WindowStats> consumer) {
            insights.forEachWindow(consumer);
        }

        @Override
        public void close() {}
    }

    private final class Windows implements WindowHistory {
        @Override
        public List<WindowStats> windows(WindowQuery query) {
            return ask(Health.ELASTICSEARCH, () -> history.windows(query));
        }

        @Override
        public List<Bin> course(CourseQuery query) {
            return ask(Health.ELASTICSEARCH, () -> history.course(query));
        }

        @Override
        public void close() {}
    }

    private final class Offsets implements ReadingOffsets {
        @Override
        public SortedMap<Integer, Span> spans() {
            return askForLedger("spans", KAFKA, () -> new TreeMap<>(spans));
        }

        @Override
        public void close() {}
    }

    private final class Readings implements ReadingHistory {
        @Override
        public Look look(Budget budget) {
            return ask(KAFKA, () -> readings.look(budget));
        }

        @Override
        public void close() {}
    }

    private final class RefusedDocumentsOfKafka implements RefusedDocumentCount {
        @Override
        public LedgerReport.RefusedDocuments update() {
            return askForLedger("refused", KAFKA, () -> new LedgerReport.RefusedDocuments(refused, false));
        }

        @Override
        public void close() {}
    }

    private final class Policies implements PolicyLog {
        @Override
        public CompletionStage<Long> append(PolicyChange change) {
            return away.contains(KAFKA)
                    ? CompletableFuture.failedStage(new StoreException("kafka is away"))
                    : policyLog.append(change);
        }

        @Override
        public void close() {}
    }

    private final class State implements StateReader {
        @Override
        public Map<Integer, Map<Integer, Progress>> statsProgress() {
            return askForLedger("counts", Health.CASSANDRA, state::statsProgress);
        }

        @Override
        public Map<Integer, Map<Integer, Progress>> windowsProgress() {
            return ask(Health.CASSANDRA, state::windowsProgress);
        }

        @Override
        public Optional<BucketCounts> counts(int bucket) {
            return ask(Health.CASSANDRA, () -> state.counts(bucket));
        }

        @Override
        public void forEachStats(BiConsumer<String, StatsRow> consumer) {
            state.forEachStats(consumer);
        }

        @Override
        public void forEachWindows(BiConsumer<String, SensorWindowsState> consumer) {
            state.forEachWindows(consumer);
        }

        @Override
        public void forEachSensor(Consumer<SensorState> consumer) {
            state.forEachSensor(consumer);
        }

        @Override
        public Optional<StatsRow> stats(String sensor) {
            return ask(Health.CASSANDRA, () -> state.stats(sensor));
        }

        @Override
        public void close() {}
    }
}
