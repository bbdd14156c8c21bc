// SPDX-License-Identifier: Apache-2.0
package io.foursigma.bench.cli;

import io.foursigma.bench.workload.Measurement;

/**
 * One contestant's run.
 *
 * @param contestant who
 * @param round in which round, from 1
 * @param measurement what it took
 * @param serversCpuSeconds what the servers computed meanwhile, from the start of its process to its end
 * @param found how many anomalies it found
 * @param missed how many of the anomalies it did not find
 * @param wrong how many it found that are none
 */
public record Heat(
        Contestant contestant,
        int round,
        Measurement measurement,
        double serversCpuSeconds,
        int found,
        int missed,
        int wrong) {

    /** Whether it found every anomaly and nothing else. */
    public boolean correct() {
        return missed == 0 && wrong == 0;
    }
}
