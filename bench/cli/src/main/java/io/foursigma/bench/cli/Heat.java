// SPDX-License-Identifier: Apache-2.0
package io.foursigma.bench.cli;

import io.foursigma.bench.workload.Measurement;

/**
 * One contestant's run.
 *
 * @param contestant who
 * @param round in which round, from 1
 * @param measurement what it took
 * @param found how many anomalies it found
 * @param missed how many of the anomalies it did not find
 * @param wrong how many it found that are none
 */
record Heat(Contestant contestant, int round, Measurement measurement, int found, int missed, int wrong) {

    boolean correct() {
        return missed == 0 && wrong == 0;
    }
}
