// SPDX-License-Identifier: Apache-2.0
package io.foursigma.bolts;

import org.apache.storm.tuple.Fields;

/** The streams between the bolts, and what their tuples hold. */
public final class Streams {

    /** From {@code decode} to {@code stats}, direct: a share of a run. */
    public static final String STATS_SHARES = "stats-shares";
    /** From {@code decode} to {@code anomaly}, direct: a share of a run. */
    public static final String ANOMALY_SHARES = "anomaly-shares";
    /** To {@code dead-letters}: a dead letter. */
    public static final String DEAD_LETTERS = "dead-letters";
    /** To {@code latest}: what has changed since the last beat; not acknowledged. */
    public static final String LATEST = "latest";
    /** To {@code results}: anomalies that are durable, and the present statistics of sensors whose readings are. */
    public static final String RESULTS = "results";
    /** From {@code anomaly} to {@code insights}: what is durable now. */
    public static final String INSIGHTS = "insights";

    /** Every tuple holds one thing. */
    static final Fields ONE = new Fields("payload");

    private Streams() {}
}
