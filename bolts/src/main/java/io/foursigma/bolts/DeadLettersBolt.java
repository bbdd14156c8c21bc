// SPDX-License-Identifier: Apache-2.0
package io.foursigma.bolts;

import io.foursigma.bolts.metrics.SinkMetrics;
import io.foursigma.schemas.DeadLetter;
import io.foursigma.stores.DeadLetterLog;
import io.foursigma.stores.Stores;
import java.util.Map;
import org.apache.storm.task.OutputCollector;
import org.apache.storm.task.TopologyContext;
import org.apache.storm.topology.OutputFieldsDeclarer;
import org.apache.storm.topology.base.BaseRichBolt;
import org.apache.storm.tuple.Tuple;

/** Keeps what is no reading. */
public final class DeadLettersBolt extends BaseRichBolt {

    private static final long serialVersionUID = 1;
    private static final int MAX_GATHERED = 1_000;

    private final Stores stores;
    private transient DeadLetterLog log;
    private transient SinkBatches<DeadLetter> batches;

    /** A bolt on these stores. */
    public DeadLettersBolt(Stores stores) {
        this.stores = stores;
    }

    @Override
    public void prepare(Map<String, Object> conf, TopologyContext context, OutputCollector collector) {
        log = stores.deadLetters();
        batches = new SinkBatches<>(
                "dead letters", collector, log::append, SinkBatches.Limits.of(MAX_GATHERED), new SinkMetrics(context));
    }

    @Override
    public void execute(Tuple tuple) {
        if (tuple.getSourceStreamId().equals(Streams.DEAD_LETTERS)) {
            batches.add(tuple, (DeadLetter) tuple.getValue(0));
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
}
