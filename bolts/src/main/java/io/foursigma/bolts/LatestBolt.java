// SPDX-License-Identifier: Apache-2.0
package io.foursigma.bolts;

import io.foursigma.bolts.metrics.SinkMetrics;
import io.foursigma.stores.LatestValues;
import io.foursigma.stores.StoreException;
import io.foursigma.stores.Stores;
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
 * is the index of insights. What was lost on the way, or with the store's memory, comes from the durable state.
 */
public final class LatestBolt extends BaseRichBolt {

    private static final Logger LOG = LoggerFactory.getLogger(LatestBolt.class);
    private static final long serialVersionUID = 1;

    /** A batch begins so long after the last one at the earliest: as often as the relay tells a page of new values. */
    private static final long BETWEEN_BATCHES_MILLIS = 100;

    /** While more sensors wait, batches of so many go, each followed by a rest as long as it took, within bounds. */
    private static final int MAX_SENSORS = 5_000;

    private static final long MAX_REST_MILLIS = 1_000;

    private final Stores stores;
    private final WindowSettings windowSettings;
    private final SerializableClock clock;
    private transient LatestValues latest;
    private transient ExecutorService thread;
    private transient SinkMetrics metrics;
    private transient LatestBatch waiting;
    private transient LatestRefill refill;
    private transient @Nullable UnderWay underWay;
    private transient long nextBatchMillis;

    /** A bolt on these stores. The settings tell what a value that comes from the state was judged by. */
    public LatestBolt(Stores stores, WindowSettings windowSettings, SerializableClock clock) {
        this.stores = stores;
        this.windowSettings = windowSettings;
        this.clock = clock;
    }

    @Override
    public void prepare(Map<String, Object> conf, TopologyContext context, OutputCollector collector) {
        latest = stores.latest();
        thread = Executors.newSingleThreadExecutor(Workers.daemon("latest"));
        metrics = new SinkMetrics(context);
        waiting = new LatestBatch();
        refill =
                new LatestRefill(stores.state(), latest, windowSettings.config().rule());
        refill.demand(clock.millis());
    }

    @Override
    public void execute(Tuple tuple) {
        if (tuple.getSourceStreamId().equals(Streams.LATEST)) {
            LatestUpdate update = (LatestUpdate) tuple.getValue(0);
            waiting.add(update.sensors(), update.anomalies());
            if (update.first()) {
                refill.demand(clock.millis());
            }
        } else {
            long now = clock.millis();
            refill.pulse(now);
            takeAnswer(now);
            send(now);
        }
        metrics.waiting(waiting.size() + (underWay == null ? 0 : underWay.batch.size()));
    }

    @Override
    public void declareOutputFields(OutputFieldsDeclarer declarer) {}

    @Override
    public void cleanup() {
        thread.shutdownNow();
        refill.close();
        latest.close();
    }

    private void takeAnswer(long nowMillis) {
        if (underWay == null || !underWay.taken.isDone()) {
            return;
        }
        if (!underWay.taken.join()) {
            waiting.addOlder(underWay.batch);
            metrics.retried();
        }
        long rest = Math.min(nowMillis - underWay.beganMillis, MAX_REST_MILLIS);
        nextBatchMillis = Math.max(nextBatchMillis, nowMillis + rest);
        underWay = null;
    }

    /**
     * Sends what waits, unless the last batch is under way. Anomalies do not wait for the next one's time, and a clock that
     * was put back ends a rest.
     */
    private void send(long nowMillis) {
        boolean rested = nowMillis >= nextBatchMillis || nextBatchMillis - nowMillis > MAX_REST_MILLIS;
        boolean due = rested || !waiting.anomalies().isEmpty();
        if (underWay == null && waiting.size() > 0 && due) {
            LatestBatch batch = waiting.take(MAX_SENSORS);
            nextBatchMillis = waiting.size() > 0 ? nowMillis : nowMillis + BETWEEN_BATCHES_MILLIS;
            underWay = new UnderWay(batch, nowMillis, CompletableFuture.supplyAsync(() -> put(batch), thread));
        }
    }

    private boolean put(LatestBatch batch) {
        try {
            latest.put(batch.sensors(), batch.anomalies());
            return true;
        } catch (StoreException e) {
            LOG.debug("latest values wait: {}", e.getMessage());
            return false;
        }
    }

    /** A batch that the store's thread has, since when, and whether the store took it. */
    private record UnderWay(LatestBatch batch, long beganMillis, CompletableFuture<Boolean> taken) {}
}
