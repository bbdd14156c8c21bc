// SPDX-License-Identifier: Apache-2.0
package io.foursigma.bolts;

import com.codahale.metrics.Counter;
import io.foursigma.bolts.metrics.SinkMetrics;
import io.foursigma.bolts.metrics.TaskMetric;
import io.foursigma.schemas.Anomaly;
import io.foursigma.schemas.Episode;
import io.foursigma.schemas.Position;
import io.foursigma.schemas.RefusedDocument;
import io.foursigma.schemas.WindowStats;
import io.foursigma.stores.DeadLetterLog;
import io.foursigma.stores.InsightIndex;
import io.foursigma.stores.InsightIndex.Refused;
import io.foursigma.stores.Stores;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.storm.task.OutputCollector;
import org.apache.storm.task.TopologyContext;
import org.apache.storm.topology.OutputFieldsDeclarer;
import org.apache.storm.topology.base.BaseRichBolt;
import org.apache.storm.tuple.Tuple;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts anomalies, windows and episodes into the index that people explore. A document that the index will never take is kept beside
 * the dead letters, under the position of the reading that caused it; where that is not known (the open window of a sensor
 * that was silent before a restart, too) it is logged.
 */
public final class InsightsBolt extends BaseRichBolt {

    private static final Logger LOG = LoggerFactory.getLogger(InsightsBolt.class);
    private static final long serialVersionUID = 1;

    /** In tuples, each of a share that is under way: what the spout lets be under way bounds it before. */
    private static final int MAX_GATHERED = 20_000;

    /** In documents: little enough to be acknowledged within a second or so, since silence is taken for loss. */
    private static final int MAX_BATCH = 2_000;

    private final Stores stores;
    private transient InsightIndex index;
    private transient DeadLetterLog deadLetters;
    private transient ExecutorService thread;
    private transient SinkBatches<Insights> batches;
    private transient Counter refusedDocuments;

    /** A bolt on these stores. */
    public InsightsBolt(Stores stores) {
        this.stores = stores;
    }

    @Override
    public void prepare(Map<String, Object> conf, TopologyContext context, OutputCollector collector) {
        index = stores.insights();
        deadLetters = stores.deadLetters();
        refusedDocuments = TaskMetric.DOCUMENTS_REFUSED.counter(context);
        thread = Executors.newSingleThreadExecutor(Workers.daemon("insights"));
        SinkBatches.Limits<Insights> limits = new SinkBatches.Limits<>(MAX_GATHERED, MAX_BATCH, Insights::size);
        batches = new SinkBatches<>("insights", collector, this::put, limits, new SinkMetrics(context));
    }

    @Override
    public void execute(Tuple tuple) {
        if (tuple.getSourceStreamId().equals(Streams.INSIGHTS)) {
            Insights insights = (Insights) tuple.getValue(0);
            Position first = insights.firstCause();
            batches.add(tuple, first == null ? tuple : new Origin(tuple.getSourceTask(), first), insights);
        } else {
            batches.pulse();
        }
    }

    @Override
    public void declareOutputFields(OutputFieldsDeclarer declarer) {}

    @Override
    public void cleanup() {
        thread.shutdownNow();
        index.close();
        deadLetters.close();
    }

    private CompletionStage<Void> put(List<Insights> batch) {
        List<Anomaly> anomalies = new ArrayList<>();
        List<WindowStats> windows = new ArrayList<>();
        Map<String, Episode> episodes = new LinkedHashMap<>();
        Map<String, @Nullable Position> causes = new HashMap<>();
        for (Insights insights : batch) {
            for (Anomaly anomaly : insights.anomalies()) {
                anomalies.add(anomaly);
                causes.put(anomaly.id(), anomaly.position());
            }
            for (Episode episode : insights.episodes()) {
                // Of the revisions that come together, the index gets the highest.
                episodes.merge(episode.id(), episode, (one, other) -> one.revision() < other.revision() ? other : one);
            }
            for (Insights.ClosedWindow closed : insights.windows()) {
                windows.add(closed.window());
                // An open window of a silent sensor has no cause. A closed one of the same id keeps its own.
                if (closed.cause() != null
                        || !causes.containsKey(closed.window().id())) {
                    causes.put(closed.window().id(), closed.cause());
                }
            }
        }
        episodes.forEach((id, episode) -> causes.putIfAbsent(id, episode.cause()));
        List<Episode> highest = List.copyOf(episodes.values());
        return CompletableFuture.supplyAsync(() -> index.put(anomalies, windows, highest), thread)
                .thenCompose(refused -> keep(refused, causes));
    }

    private CompletionStage<Void> keep(List<Refused> refused, Map<String, @Nullable Position> causes) {
        List<RefusedDocument> documents = new ArrayList<>(refused.size());
        for (Refused one : refused) {
            if (!causes.containsKey(one.id())) {
                throw new IllegalStateException("the index refused a document that was not put: " + one.id());
            }
            Position cause = causes.get(one.id());
            if (cause == null) {
                LOG.warn("the index refused the open window {} of a silent sensor: {}", one.id(), one.reason());
                refusedDocuments.inc();
                continue;
            }
            documents.add(new RefusedDocument(
                    cause, one.id(), one.reason(), one.json().getBytes(StandardCharsets.UTF_8)));
        }
        if (documents.isEmpty()) {
            return CompletableFuture.completedStage(null);
        }
        return deadLetters.appendRefused(documents).thenRun(() -> refusedDocuments.inc(documents.size()));
    }

    /** What the copies of a tuple have in common: no two shares of a task hold the same reading. */
    private record Origin(int task, Position first) {}
}
