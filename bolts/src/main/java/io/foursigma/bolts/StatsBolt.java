// SPDX-License-Identifier: Apache-2.0
package io.foursigma.bolts;

import io.foursigma.bolts.metrics.StatefulMetrics;
import io.foursigma.bolts.order.BucketTask;
import io.foursigma.bolts.order.Outlet;
import io.foursigma.bolts.order.Share;
import io.foursigma.schemas.LatestSensor;
import io.foursigma.schemas.SensorStats;
import io.foursigma.stores.BucketStore;
import io.foursigma.stores.StatsRow;
import io.foursigma.stores.Stores;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.storm.task.OutputCollector;
import org.apache.storm.task.TopologyContext;
import org.apache.storm.topology.OutputFieldsDeclarer;
import org.apache.storm.topology.base.BaseRichBolt;
import org.apache.storm.tuple.Tuple;
import org.apache.storm.tuple.Values;

/** Holds each sensor's running statistics: over all its readings, ever. */
public final class StatsBolt extends BaseRichBolt {

    private static final long serialVersionUID = 1;

    private final Stores stores;
    private final StatefulConfig config;
    private final SerializableClock clock;
    private transient OutputCollector collector;
    private transient BucketStore<StatsRow> store;
    private transient BucketTask<RunningSensor, StatsRow, RunningSensor, Tuple> task;
    private transient List<RunningSensor> changed;
    private transient boolean announced;

    /** A bolt on these stores. */
    public StatsBolt(Stores stores, StatefulConfig config, SerializableClock clock) {
        this.stores = stores;
        this.config = config;
        this.clock = clock;
    }

    @Override
    public void prepare(Map<String, Object> conf, TopologyContext context, OutputCollector newCollector) {
        collector = newCollector;
        StatefulMetrics metrics = new StatefulMetrics(context);
        store = metrics.measured(stores.stats());
        changed = new ArrayList<>();
        RunningLogic logic = new RunningLogic(this::changed);
        task = new BucketTask<>(config.forTask(context, Long.MAX_VALUE), store, logic, new Sending(), metrics);
    }

    @Override
    public void execute(Tuple tuple) {
        long now = clock.millis();
        if (tuple.getSourceStreamId().equals(Streams.STATS_SHARES)) {
            task.offer(tuple, (Share) tuple.getValue(0), now);
        } else {
            task.pulse(now);
            sendLatest();
        }
    }

    @Override
    public void declareOutputFields(OutputFieldsDeclarer declarer) {
        declarer.declareStream(Streams.LATEST, Streams.ONE);
        declarer.declareStream(Streams.RESULTS, Streams.ONE);
    }

    @Override
    public void cleanup() {
        store.close();
    }

    private void changed(RunningSensor running) {
        if (running.markChanged()) {
            changed.add(running);
        }
    }

    private void sendLatest() {
        ArrayList<LatestSensor> sensors = new ArrayList<>(changed.size());
        for (RunningSensor running : changed) {
            running.unmarkChanged();
            sensors.add(new LatestSensor(running.sensor(), null, running.stats()));
        }
        changed.clear();
        LatestUpdate update = new LatestUpdate(sensors, new ArrayList<>(), !announced && task.claimed());
        if (!update.isEmpty()) {
            announced |= update.first();
            collector.emit(Streams.LATEST, new Values(update));
        }
    }

    /** Sends the current statistics of each sensor of the durable shares once, anchored to all of them, and acks. */
    private final class Sending implements Outlet<Tuple, RunningSensor> {

        @Override
        public void durable(List<Done<Tuple, RunningSensor>> done) {
            List<RunningSensor> sensors = new ArrayList<>();
            List<Tuple> anchors = new ArrayList<>(done.size());
            for (Done<Tuple, RunningSensor> one : done) {
                for (RunningSensor running : one.outputs()) {
                    if (running.markGathered()) {
                        sensors.add(running);
                    }
                }
                anchors.add(one.ticket());
            }
            if (!sensors.isEmpty()) {
                ArrayList<SensorStats> stats = new ArrayList<>(sensors.size());
                for (RunningSensor running : sensors) {
                    running.unmarkGathered();
                    stats.add(running.stats());
                }
                collector.emit(
                        Streams.RESULTS, anchors, new Values(new Results(stats, new ArrayList<>(), new ArrayList<>())));
            }
            anchors.forEach(collector::ack);
        }

        @Override
        public void failed(Tuple tuple) {
            collector.fail(tuple);
        }
    }
}
