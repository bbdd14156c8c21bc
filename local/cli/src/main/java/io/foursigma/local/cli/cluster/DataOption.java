// SPDX-License-Identifier: Apache-2.0
package io.foursigma.local.cli.cluster;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which cluster of this machine is meant. */
final class DataOption {

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "the cluster's folder (default: target/cluster in the project)")
    private @Nullable Path data;

    ClusterFolder folder() {
        return ClusterFolder.of(data);
    }
}
