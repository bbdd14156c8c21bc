// SPDX-License-Identifier: Apache-2.0
package io.foursigma.local.cli.cluster;

import io.foursigma.local.cli.CliException;
import java.nio.file.Path;
import java.util.Map;

/** A cluster of this machine, for commands that look at it from outside. */
public final class RunningCluster {

    private RunningCluster() {}

    /**
     * What is set for a cluster that is up, its servers' addresses included.
     *
     * @param folder the cluster's folder; the empty path for the usual one
     * @param environment the environment variables
     * @throws CliException if no cluster is up there
     */
    public static Map<String, String> settings(Path folder, Map<String, String> environment) {
        return ClusterFolder.of(folder.toString().isEmpty() ? null : folder)
                .requireUp()
                .set(environment);
    }
}
