// SPDX-License-Identifier: Apache-2.0
package io.foursigma.bolts;

import io.foursigma.bolts.metrics.DecodeMetrics;
import io.foursigma.bolts.order.RunSplitter;
import io.foursigma.bolts.order.Share;
import io.foursigma.schemas.DeadLetter;
import io.foursigma.schemas.Position;
import io.foursigma.schemas.Run;
import io.foursigma.schemas.json.ReadingDecoder;
import io.foursigma.schemas.json.ReadingSink;
import io.foursigma.schemas.settings.TimeLimits;
import io.foursigma.stores.Buckets;
import java.util.List;
import java.util.Map;
import org.apache.storm.task.OutputCollector;
import org.apache.storm.task.TopologyContext;
import org.apache.storm.topology.OutputFieldsDeclarer;
import org.apache.storm.topology.base.BaseRichBolt;
import org.apache.storm.tuple.Tuple;
import org.apache.storm.tuple.Values;
import org.jspecify.annotations.Nullable;

/**
 * Bytes to readings: splits a run into one share per task of {@code stats} and of {@code anomaly}, empty ones included,
 * and sends what is no reading to {@code dead-letters}.
 */
public final class DecodeBolt extends BaseRichBolt {

    private static final long serialVersionUID = 1;
    private static final Run.Item NONE = new Run.Item(0, 0, null);

    private final int bucketCount;
    private final TimeLimits limits;
    private final String statsComponent;
    private final String anomalyComponent;
    private transient OutputCollector collector;
    private transient List<Integer> statsTasks;
    private transient List<Integer> anomalyTasks;
    private transient RunSplitter splitter;
    private transient DecodeMetrics metrics;
    private transient ReadingDecoder decoder;

    /**
     * A bolt for these buckets.
     *
     * @param bucketCount number of state buckets
     * @param limits which event times are accepted
     * @param statsComponent the component that gets the shares of {@link Streams#STATS_SHARES}
     * @param anomalyComponent the one that gets those of {@link Streams#ANOMALY_SHARES}; it has as many tasks
     */
    public DecodeBolt(int bucketCount, TimeLimits limits, String statsComponent, String anomalyComponent) {
        this.bucketCount = bucketCount;
        this.limits = limits;
        this.statsComponent = statsComponent;
        this.anomalyComponent = anomalyComponent;
    }

    @Override
    public void prepare(Map<String, Object> conf, TopologyContext context, OutputCollector newCollector) {
        collector = newCollector;
        statsTasks = context.getComponentTasks(statsComponent);
        anomalyTasks = context.getComponentTasks(anomalyComponent);
        if (statsTasks.size() != anomalyTasks.size()) {
            throw new IllegalStateException(statsComponent + " and " + anomalyComponent
                    + " need as many tasks, but have " + statsTasks.size() + " and " + anomalyTasks.size());
        }
        splitter = new RunSplitter(new Buckets(bucketCount), statsTasks.size());
        metrics = new DecodeMetrics(context);
        decoder = new ReadingDecoder();
    }

    @Override
    public void execute(Tuple tuple) {
        Run run = (Run) tuple.getValueByField("run");
        RecordSink sink = new RecordSink(tuple, run);
        for (Run.Item record : run.records()) {
            sink.record = record;
            decoder.read(record.value(), sink);
        }
        Share[] shares = splitter.split(run);
        metrics.split(shares);
        for (int task = 0; task < shares.length; task++) {
            collector.emitDirect(statsTasks.get(task), Streams.STATS_SHARES, tuple, new Values(shares[task]));
            Share share = shares[task].withoutItems();
            collector.emitDirect(anomalyTasks.get(task), Streams.ANOMALY_SHARES, tuple, new Values(share));
        }
        collector.ack(tuple);
    }

    @Override
    public void declareOutputFields(OutputFieldsDeclarer declarer) {
        declarer.declareStream(Streams.STATS_SHARES, true, Streams.ONE);
        declarer.declareStream(Streams.ANOMALY_SHARES, true, Streams.ONE);
        declarer.declareStream(Streams.DEAD_LETTERS, Streams.ONE);
    }

    /** Takes the items of the record that is being decoded. */
    private final class RecordSink implements ReadingSink {
        private final Tuple anchor;
        private final Run run;
        private Run.Item record = NONE;

        RecordSink(Tuple anchor, Run run) {
            this.anchor = anchor;
            this.run = run;
        }

        @Override
        public @Nullable String problem(long time) {
            return limits.problem(time, record.timestamp());
        }

        @Override
        public void reading(int index, String sensor, long time, double value) {
            splitter.reading(sensor, time, value, record, index);
        }

        @Override
        public void malformed(int index, String reason, byte[] bytes) {
            splitter.deadLetter(record);
            Position position = new Position(run.topicId(), run.partition(), record.offset(), index);
            collector.emit(Streams.DEAD_LETTERS, anchor, new Values(new DeadLetter(position, reason, bytes)));
        }
    }
}
