// SPDX-License-Identifier: Apache-2.0
package io.foursigma.bench.cli;

import io.foursigma.bench.workload.Workload;
import io.foursigma.schemas.settings.Settings;
import io.foursigma.stores.ReadingsTopic;
import java.util.Set;

/**
 * A topic that is filled.
 *
 * @param workload what it is filled with
 * @param readings the topic, as Kafka has it
 * @param settings of the topology, all but the names that each run has for itself
 * @param anomalies what has to be found in it
 */
public record Course(Workload workload, ReadingsTopic readings, Settings settings, Set<String> anomalies) {

    /** Copies the set. */
    public Course {
        anomalies = Set.copyOf(anomalies);
    }
}
