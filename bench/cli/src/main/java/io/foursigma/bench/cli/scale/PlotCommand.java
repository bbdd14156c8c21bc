// SPDX-License-Identifier: Apache-2.0
package io.foursigma.bench.cli.scale;

import io.foursigma.local.cli.CliException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code foursigma bench plot}: draws what {@code foursigma bench scale} has measured. */
@Command(
        name = "plot",
        mixinStandardHelpOptions = true,
        description = "Draws a file of 'foursigma bench scale' as SVG: a graph of cost and rate for each dimension, and"
                + " of memory, recovery and flushes for the number of sensors.")
public final class PlotCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "FILE.json", description = "what was measured")
    private Path file = Path.of("scale.json");

    @Option(names = "--out", paramLabel = "DIR", description = "folder of the graphs (default: that of the file)")
    private @Nullable Path out;

    @Override
    public Integer call() throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new CliException(
                    CliException.WRONG_INPUT, file + " is no file: give one that 'foursigma bench scale' has written");
        }
        Scale scale = Scale.read(file);
        Path folder = out == null ? file.toAbsolutePath().resolveSibling("") : out;
        Files.createDirectories(folder);
        for (Dimension dimension : scale.dimensions()) {
            for (Graph graph : Graph.of(dimension)) {
                Path svg = folder.resolve(graph.name() + ".svg");
                Files.writeString(svg, Drawing.svg(graph, scale.of(dimension)));
                spec.commandLine().getOut().println(svg);
            }
        }
        return 0;
    }
}
