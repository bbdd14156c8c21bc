// SPDX-License-Identifier: Apache-2.0
package io.foursigma.local.cli.chaos;

import io.foursigma.schemas.Ledger;
import java.util.Map;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

/**
 * How far the pipeline had come at a moment.
 *
 * @param nanos the moment, of the JVM's monotonic clock
 * @param ends the end of every partition of the topic of readings
 * @param ledger the durable ledger
 */
record Flow(long nanos, Map<Integer, Long> ends, Ledger ledger) {

    Flow {
        ends = Map.copyOf(ends);
    }

    /** Records that were published and not durable in every bucket. */
    long inFlight() {
        Map<Integer, Long> from = from();
        ToLongFunction<Map.Entry<Integer, Long>> lag =
                end -> Math.max(0, end.getValue() - from.getOrDefault(end.getKey(), 0L));
        return ends.entrySet().stream().mapToLong(lag).sum();
    }

    /** Whether every partition has come beyond what was its end then. */
    boolean isBeyond(Flow then) {
        Map<Integer, Long> from = from();
        return then.ends.entrySet().stream().allMatch(end -> from.getOrDefault(end.getKey(), 0L) > end.getValue());
    }

    private Map<Integer, Long> from() {
        return ledger.partitions().stream().collect(Collectors.toMap(Ledger.Line::partition, Ledger.Line::from));
    }
}
