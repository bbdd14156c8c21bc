// SPDX-License-Identifier: Apache-2.0
package io.foursigma.bolts;

import io.foursigma.bolts.metrics.SinkMetrics;
import io.foursigma.schemas.Anomaly;
import io.foursigma.schemas.Episode;
import io.foursigma.schemas.SensorStats;
import io.foursigma.stores.ResultLog;
import io.foursigma.stores.Stores;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.apache.storm.task.OutputCollector;
import org.apache.storm.task.TopologyContext;
import org.apache.storm.topology.OutputFieldsDeclarer;
import org.apache.storm.topology.base.BaseRichBolt;
import org.apache.storm.tuple.Tuple;

/** Publishes running statistics, anomalies and episodes for other programs. */
public final class ResultsBolt extends BaseRichBolt {

    private static final long serialVersionUID = 1;
    private static final int MAX_GATHERED = 10_000;

    private final Stores stores;
    private transient ResultLog log;
    private transient SinkBatches<Results> batches;

    /** A bolt on these stores. */
    public ResultsBolt(Stores stores) {
        this.stores = stores;
    }

    @Override
    public void prepare(Map<String, Object> conf, TopologyContext context, OutputCollector collector) {
        log = stores.results();
        batches = new SinkBatches<>(
                "results", collector, this::append, SinkBatches.Limits.of(MAX_GATHERED), new SinkMetrics(context));
    }

    @Override
    public void execute(Tuple tuple) {
        if (tuple.getSourceStreamId().equals(Streams.RESULTS)) {
            batches.add(tuple, (Results) tuple.getValue(0));
        } else {
            batches.pulse();
        }
    }

    @Override
    public void declareOutputFields(OutputFieldsDeclarer declarer) {}

    @Override
    public void cleanup() {
        log.close();
    }

    /** Appends a batch. Of a sensor's statistics only the last go out. */
    private CompletionStage<Void> append(List<Results> batch) {
        Map<String, SensorStats> stats = new LinkedHashMap<>();
        List<Anomaly> anomalies = new ArrayList<>();
        List<Episode> episodes = new ArrayList<>();
        for (Results results : batch) {
            results.stats().forEach(one -> stats.put(one.sensor(), one));
            anomalies.addAll(results.anomalies());
            episodes.addAll(results.episodes());
        }
        return log.append(List.copyOf(stats.values()), anomalies, episodes);
    }
}
