// SPDX-License-Identifier: Apache-2.0
package io.foursigma.bolts;

import io.foursigma.schemas.Anomaly;
import io.foursigma.schemas.LatestSensor;
import io.foursigma.stores.LatestValues;
import io.foursigma.stores.StoreException;
import io.foursigma.stores.Stores;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
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
 * Puts the latest values for the live page. Its tuples are not acknowledged: while the store is away the stream goes on,
 * and only the newest value per sensor is kept until the store is back. Anomalies wait up to a limit; the truth for them
 * is the index of insights.
 */
public final class LatestBolt extends BaseRichBolt {

    private static final Logger LOG = LoggerFactory.getLogger(LatestBolt.class);
    private static final long serialVersionUID = 1;
    private static final int MAX_ANOMALIES = 1_000;

    private final Stores stores;
    private transient LatestValues latest;
    private transient ExecutorService thread;
    private transient Map<String, LatestSensor> waiting;
    private transient List<Anomaly> anomalies;
    private transient @Nullable CompletableFuture<Boolean> underWay;
    private transient Map<String, LatestSensor> sent;
    private transient List<Anomaly> sentAnomalies;

    /** A bolt on these stores. */
    public LatestBolt(Stores stores) {
        this.stores = stores;
    }

    @Override
    public void prepare(Map<String, Object> conf, TopologyContext context, OutputCollector collector) {
        latest = stores.latest();
        thread = Executors.newSingleThreadExecutor(Workers.daemon("latest"));
        waiting = new LinkedHashMap<>();
        anomalies = new ArrayList<>();
        sent = Map.of();
        sentAnomalies = List.of();
    }

    @Override
    public void execute(Tuple tuple) {
        if (tuple.getSourceStreamId().equals(Streams.LATEST)) {
            LatestUpdate update = (LatestUpdate) tuple.getValue(0);
            update.sensors().forEach(one -> waiting.merge(one.sensor(), one, LatestBolt::merged));
            keep(update.anomalies());
        } else {
            takeAnswer();
            send();
        }
    }

    @Override
    public void declareOutputFields(OutputFieldsDeclarer declarer) {}

    @Override
    public void cleanup() {
        thread.shutdownNow();
        latest.close();
    }

    private void takeAnswer() {
        if (underWay == null || !underWay.isDone()) {
            return;
        }
        if (!underWay.join()) {
            Map<String, LatestSensor> newer = waiting;
            waiting = sent;
            newer.values().forEach(one -> waiting.merge(one.sensor(), one, LatestBolt::merged));
            List<Anomaly> later = anomalies;
            anomalies = new ArrayList<>(sentAnomalies);
            keep(later);
        }
        underWay = null;
    }

    private void send() {
        if (underWay == null && !(waiting.isEmpty() && anomalies.isEmpty())) {
            sent = waiting;
            sentAnomalies = anomalies;
            waiting = new LinkedHashMap<>();
            anomalies = new ArrayList<>();
            Collection<LatestSensor> values = sent.values();
            List<Anomaly> found = sentAnomalies;
            underWay = CompletableFuture.supplyAsync(() -> put(values, found), thread);
        }
    }

    private boolean put(Collection<LatestSensor> values, List<Anomaly> found) {
        try {
            latest.put(values, found);
            return true;
        } catch (StoreException e) {
            LOG.debug("latest values wait: {}", e.getMessage());
            return false;
        }
    }

    private void keep(List<Anomaly> more) {
        anomalies.addAll(more);
        if (anomalies.size() > MAX_ANOMALIES) {
            anomalies.subList(0, anomalies.size() - MAX_ANOMALIES).clear();
        }
    }

    private static LatestSensor merged(LatestSensor older, LatestSensor newer) {
        return new LatestSensor(
                newer.sensor(),
                newer.reading() == null ? older.reading() : newer.reading(),
                newer.stats() == null ? older.stats() : newer.stats());
    }
}
