// SPDX-License-Identifier: Apache-2.0
package io.foursigma.bolts;

import io.foursigma.analytics.SensorWindowsState;
import io.foursigma.bolts.metrics.InsightMetrics;
import io.foursigma.bolts.metrics.StatefulMetrics;
import io.foursigma.bolts.order.BucketTask;
import io.foursigma.bolts.order.Share;
import io.foursigma.schemas.Anomaly;
import io.foursigma.schemas.LatestSensor;
import io.foursigma.stores.BucketStore;
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

/** Holds each sensor's windows and applies the sigma rule against the previous one. */
public final class AnomalyBolt extends BaseRichBolt {

    private static final long serialVersionUID = 1;

    private final Stores stores;
    private final StatefulConfig config;
    private final WindowSettings windowSettings;
    private final SerializableClock clock;
    private transient OutputCollector collector;
    private transient BucketStore<SensorWindowsState> store;
    private transient BucketTask<JudgedSensor, SensorWindowsState, WindowLogic.Output, Tuple> task;
    private transient List<JudgedSensor> changed;
    private transient ArrayList<Anomaly> found;
    private transient boolean announced;
    private transient ArrayList<Insights.ClosedWindow> projected;

    /** A bolt on these stores. */
    public AnomalyBolt(Stores stores, StatefulConfig config, WindowSettings windowSettings, SerializableClock clock) {
        this.stores = stores;
        this.config = config;
        this.windowSettings = windowSettings;
        this.clock = clock;
    }

    @Override
    public void prepare(Map<String, Object> conf, TopologyContext context, OutputCollector newCollector) {
        collector = newCollector;
        StatefulMetrics metrics = new StatefulMetrics(context);
        store = metrics.measured(stores.windows());
        changed = new ArrayList<>();
        found = new ArrayList<>();
        projected = new ArrayList<>();
        WindowLogic logic = new WindowLogic(windowSettings, clock, new ForTheNextBeat());
        InsightsOutlet outlet = new InsightsOutlet(collector, new InsightMetrics(context));
        task = new BucketTask<>(
                config.forTask(context, windowSettings.silentAfterMillis()), store, logic, outlet, metrics);
    }

    @Override
    public void execute(Tuple tuple) {
        long now = clock.millis();
        if (tuple.getSourceStreamId().equals(Streams.ANOMALY_SHARES)) {
            task.offer(tuple, (Share) tuple.getValue(0), now);
        } else {
            task.pulse(now);
            sendLatest();
            sendProjections();
        }
    }

    @Override
    public void declareOutputFields(OutputFieldsDeclarer declarer) {
        declarer.declareStream(Streams.LATEST, Streams.ONE);
        declarer.declareStream(Streams.RESULTS, Streams.ONE);
        declarer.declareStream(Streams.INSIGHTS, Streams.ONE);
    }

    @Override
    public void cleanup() {
        store.close();
    }

    private void sendLatest() {
        ArrayList<LatestSensor> sensors = new ArrayList<>(changed.size());
        for (JudgedSensor judged : changed) {
            judged.unmarkChanged();
            sensors.add(new LatestSensor(judged.sensor(), judged.latest(), null));
        }
        changed.clear();
        LatestUpdate update = new LatestUpdate(sensors, found, !announced && task.claimed());
        if (!update.isEmpty()) {
            announced |= update.first();
            found = new ArrayList<>();
            collector.emit(Streams.LATEST, new Values(update));
        }
    }

    /** Open windows of silent sensors are anchored to nothing: no reading waits for them. */
    private void sendProjections() {
        if (!projected.isEmpty()) {
            collector.emit(Streams.INSIGHTS, new Values(new Insights(new ArrayList<>(), projected, new ArrayList<>())));
            projected = new ArrayList<>();
        }
    }

    /** Gathers what is to go out at the next beat. */
    private final class ForTheNextBeat implements WindowLogic.Listener {

        @Override
        public void judged(JudgedSensor sensor) {
            if (sensor.markChanged()) {
                changed.add(sensor);
            }
        }

        @Override
        public void found(Anomaly anomaly) {
            found.add(anomaly);
        }

        @Override
        public void projected(Insights.ClosedWindow window) {
            projected.add(window);
        }
    }
}
