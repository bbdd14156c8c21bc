// SPDX-License-Identifier: Apache-2.0
package io.foursigma.local.cli.chaos;

import io.foursigma.local.cli.cluster.TopologyJar;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a run is asked for.
 *
 * @param seed chooses readings and faults
 * @param kills how many processes are killed or stopped beside the outages
 * @param readings how many records are published at least
 * @param perSecond how many records a second
 * @param sensors how many sensors
 * @param outages servers that are killed and kept away, before the other faults
 * @param jar the topology
 * @param data a folder for all that the servers write, kept at the end; null for a temporary one, kept if a check fails
 */
record ChaosPlan(
        long seed,
        int kills,
        long readings,
        int perSecond,
        int sensors,
        List<Fault.Outage> outages,
        TopologyJar jar,
        @Nullable Path data) {

    ChaosPlan {
        outages = List.copyOf(outages);
    }
}
