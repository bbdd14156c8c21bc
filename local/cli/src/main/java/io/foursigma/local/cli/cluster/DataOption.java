// SPDX-License-Identifier: Apache-2.0
package io.foursigma.local.cli.cluster;

import io.foursigma.local.cli.Home;
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
        Path folder = data == null ? Home.folder().resolve("target/cluster") : data;
        return new ClusterFolder(folder.toAbsolutePath().normalize());
    }
}
