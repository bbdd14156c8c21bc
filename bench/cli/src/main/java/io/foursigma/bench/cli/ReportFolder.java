// SPDX-License-Identifier: Apache-2.0
package io.foursigma.bench.cli;

import io.foursigma.local.cli.Home;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where a command puts its report. */
public final class ReportFolder {

    @Option(
            names = "--report",
            paramLabel = "DIR",
            description = "folder of the report (default: target/bench in the project)")
    private @Nullable Path report;

    /** The option, to be filled by picocli. */
    public ReportFolder() {}

    /** The folder, which is there when this returns. */
    public Path create() throws IOException {
        return Files.createDirectories(report == null ? Home.folder().resolve("target/bench") : report);
    }
}
