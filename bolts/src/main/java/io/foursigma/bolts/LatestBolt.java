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
 *
 * <p>A store that is busy is given a rest, in which newer values take the places of older ones: the longer a batch took,
 * the later the next one goes. A batch of some hundred sensors takes less than a beat, and the next beat brings the next.
 */
public final class LatestBolt extends BaseRichBolt {

    private static final Logger LOG = LoggerFactory.getLogger(LatestBolt.class);
    private static final long serialVersionUID = 1;

    /** After a batch that took so long, the next one goes so many times as long later. */
    private static final int REST = 4;

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
    private transient long restUntilMillis;

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
            refill.pulse(clock.millis());
            takeAnswer();
            send();
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

    private void takeAnswer() {
        if (underWay == null || !underWay.put.isDone()) {
            return;
        }
        Put put = underWay.put.join();
        restUntilMillis = put.endMillis + Math.min(REST * (put.endMillis - put.beginMillis), MAX_REST_MILLIS);
        if (!put.taken) {
            LatestBatch again = underWay.batch;
            again.add(waiting.sensors(), waiting.anomalies());
            waiting = again;
            metrics.retried();
        }
        underWay = null;
    }

    private void send() {
        if (underWay == null && waiting.size() > 0 && rested(clock.millis())) {
            LatestBatch batch = waiting;
            waiting = new LatestBatch();
            underWay = new UnderWay(batch, CompletableFuture.supplyAsync(() -> put(batch), thread));
        }
    }

    /** A clock that was put back ends a rest. */
    private boolean rested(long nowMillis) {
        return nowMillis >= restUntilMillis || restUntilMillis - nowMillis > MAX_REST_MILLIS;
    }

    private Put put(LatestBatch batch) {
        long beginMillis = clock.millis();
        boolean taken = true;
        try {
            latest.put(batch.sensors(), batch.anomalies());
        } catch (StoreException e) {
            LOG.debug("latest values wait: {}", e.getMessage());
            taken = false;
        }
        return new Put(taken, beginMillis, clock.millis());
    }

    /** A batch that the store's thread has, and what will have become of it. */
    private record UnderWay(LatestBatch batch, CompletableFuture<Put> put) {}

    private record Put(boolean taken, long beginMillis, long endMillis) {}
}
