// SPDX-License-Identifier: Apache-2.0
package io.foursigma.bench.cli;

import io.foursigma.bench.workload.Workload;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * All heats over the same readings.
 *
 * @param workload the readings
 * @param anomalies how many anomalies are among them
 * @param heats in the order in which they were run
 */
record Race(Workload workload, int anomalies, List<Heat> heats) {

    /** Copies the list. */
    Race {
        heats = List.copyOf(heats);
    }

    /** Who took part, in the order of the first round. */
    List<Contestant> contestants() {
        return heats.stream().map(Heat::contestant).distinct().sorted().toList();
    }

    /** Whether every contestant found every anomaly and nothing else, each time. */
    boolean correct() {
        return heats.stream().allMatch(Heat::correct);
    }

    /** Thousand readings per second, over the whole run. */
    Spread rate(Contestant contestant) {
        return spread(
                contestant, heat -> workload.readings() / heat.measurement().wholeSeconds() / 1e3);
    }

    /** Thousand readings per second, over the second half. */
    Spread warmRate(Contestant contestant) {
        return spread(
                contestant,
                heat -> workload.readings() / 2.0 / heat.measurement().secondHalfSeconds() / 1e3);
    }

    /** CPU-seconds per million readings, over the whole run. */
    Spread cpu(Contestant contestant) {
        return spread(contestant, heat -> heat.measurement().wholeCpuSeconds() / workload.readings() * 1e6);
    }

    /** CPU-seconds per million readings, over the second half. */
    Spread warmCpu(Contestant contestant) {
        return spread(
                contestant, heat -> heat.measurement().secondHalfCpuSeconds() / (workload.readings() / 2.0) * 1e6);
    }

    /** CPU-seconds of all servers per million readings, from the start of the contestant's process to its end. */
    Spread serversCpu(Contestant contestant) {
        return spread(contestant, heat -> heat.serversCpuSeconds() / workload.readings() * 1e6);
    }

    /** The most memory that the process had, in MiB. */
    Spread memory(Contestant contestant) {
        return spread(contestant, heat -> heat.measurement().peakBytes() / (double) (1 << 20));
    }

    private Spread spread(Contestant contestant, ToDoubleFunction<Heat> figure) {
        return Spread.of(
                heats.stream().filter(heat -> heat.contestant() == contestant).toList(), figure);
    }
}
