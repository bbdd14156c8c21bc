// SPDX-License-Identifier: Apache-2.0
package io.foursigma.bench.cli.scale;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * What is drawn over the sizes of a dimension.
 *
 * @param name of the file, without its ending
 * @param title above it
 * @param dimension along the horizontal axis
 * @param left the axis on the left, with its unit
 * @param right the axis on the right, with its unit; empty if there is none
 * @param lines what is drawn, at least one
 */
record Graph(String name, String title, Dimension dimension, String left, String right, List<Line> lines) {

    private static final String SECONDS = "seconds";

    /** Copies the list. */
    Graph {
        lines = List.copyOf(lines);
    }

    /**
     * A figure at every size.
     *
     * @param name in the legend
     * @param onRight whether the axis on the right counts
     * @param figure an outcome's
     */
    record Line(String name, boolean onRight, ToDoubleFunction<Outcome> figure) {}

    /** All graphs of a dimension. */
    static List<Graph> of(Dimension dimension) {
        List<Graph> graphs = new ArrayList<>();
        graphs.add(new Graph(
                "scale-" + dimension,
                "Cost against " + dimension.title(),
                dimension,
                "CPU-seconds per million readings",
                "thousand readings/s",
                List.of(
                        new Line("CPU of the topology, second half", false, Outcome::warmCpu),
                        new Line("CPU of all servers", false, Outcome::serversCpu),
                        new Line("thousand readings/s, second half (right)", true, Outcome::warmRate))));
        if (dimension.recovers()) {
            graphs.add(heap(dimension));
            graphs.add(recovery(dimension));
            graphs.add(flush(dimension));
        }
        return graphs;
    }

    private static Graph heap(Dimension dimension) {
        return new Graph(
                "scale-" + dimension + "-heap",
                "Memory against " + dimension.title(),
                dimension,
                "MiB",
                "",
                List.of(
                        new Line("heap that is alive at the end", false, Outcome::heap),
                        new Line("most memory of the process", false, Outcome::peak)));
    }

    private static Graph recovery(Dimension dimension) {
        return new Graph(
                "scale-" + dimension + "-recovery",
                "Recovery against " + dimension.title(),
                dimension,
                SECONDS,
                "",
                List.of(
                        new Line("from process to first fetch", false, Outcome::recoveryStartSeconds),
                        new Line("from there to half of the readings", false, Outcome::recoveryHalfSeconds),
                        new Line("from there to all", false, Outcome::recoverySeconds)));
    }

    private static Graph flush(Dimension dimension) {
        return new Graph(
                "scale-" + dimension + "-flush",
                "Flushes against " + dimension.title(),
                dimension,
                "seconds per thousand rows",
                "rows per flush",
                List.of(
                        new Line("seconds per thousand rows", false, Outcome::flushSeconds),
                        new Line("rows per flush (right)", true, Outcome::rowsPerFlush)));
    }
}
