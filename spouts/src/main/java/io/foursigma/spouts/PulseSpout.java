// SPDX-License-Identifier: Apache-2.0
package io.foursigma.spouts;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.apache.storm.spout.SpoutOutputCollector;
import org.apache.storm.task.TopologyContext;
import org.apache.storm.topology.OutputFieldsDeclarer;
import org.apache.storm.topology.base.BaseRichSpout;
import org.apache.storm.tuple.Fields;
import org.apache.storm.tuple.Values;

/**
 * Beats time for bolts that have something to do although no tuple comes: flush, write a batch, acknowledge. Storm's own
 * tick tuples come once a second at most. A beat carries nothing and is not acknowledged; a lost one does no harm.
 */
public final class PulseSpout extends BaseRichSpout {

    private static final long serialVersionUID = 1;

    private final Duration interval;
    private transient SpoutOutputCollector collector;

    /** A spout that beats once per interval. */
    public PulseSpout(Duration interval) {
        this.interval = interval;
    }

    @Override
    public void open(Map<String, Object> conf, TopologyContext context, SpoutOutputCollector newCollector) {
        collector = newCollector;
    }

    @Override
    public void nextTuple() {
        LockSupport.parkNanos(interval.toNanos());
        collector.emit(new Values());
    }

    @Override
    public void declareOutputFields(OutputFieldsDeclarer declarer) {
        declarer.declare(new Fields());
    }
}
