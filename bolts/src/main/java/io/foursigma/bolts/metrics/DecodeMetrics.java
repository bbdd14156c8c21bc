// SPDX-License-Identifier: Apache-2.0
package io.foursigma.bolts.metrics;

import com.codahale.metrics.Counter;
import io.foursigma.bolts.order.Share;
import org.apache.storm.task.TopologyContext;

/** Counts what comes in. A run that is replayed counts again. */
public final class DecodeMetrics {

    private final Counter read;
    private final Counter deadLetters;

    /** Metrics of the context's task. */
    public DecodeMetrics(TopologyContext context) {
        read = TaskMetric.READINGS_READ.counter(context);
        deadLetters = TaskMetric.DEAD_LETTERS.counter(context);
    }

    /** Counts a run, by the one of its shares that holds its items. */
    public void split(Share[] shares) {
        for (Share share : shares) {
            read.inc(share.itemOffsets().length);
            deadLetters.inc(share.deadLetterOffsets().length);
        }
    }
}
