// SPDX-License-Identifier: Apache-2.0
package io.foursigma.local.cli.whatif;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** What came of a replay, a total for each choice of settings. */
final class Findings {

    private final List<Total> totals = new ArrayList<>();
    private final TreeSet<String> leftOut = new TreeSet<>();
    private final Timeline span = new Timeline();

    Findings(Asked asked) {
        asked.variants().forEach(variant -> totals.add(new Total(variant)));
    }

    void add(String sensor, int variant, Cell cell) {
        totals.get(variant).add(sensor, cell);
        cell.reach(span);
    }

    void leaveOut(String sensor) {
        leftOut.add(sensor);
    }

    /** In the order in which the settings were asked for. */
    List<Total> totals() {
        return totals;
    }

    /** Sensors whose readings lie in several partitions: in which order they were judged is not known. */
    List<String> leftOut() {
        return List.copyOf(leftOut);
    }

    /** The columns, all empty, into which the readings that count fall. */
    Timeline axis() {
        return span;
    }

    /** How many sensors have readings that count. */
    long sensors() {
        return totals.get(0).sensors();
    }

    /** A timeline of a total in the columns of {@link #axis}. */
    long[] columns(Total total) {
        Timeline columns = new Timeline();
        if (span.counts().length == 0) {
            return columns.counts();
        }
        columns.reach(span.start());
        columns.reach(span.start() + span.widthMillis() * span.counts().length - 1);
        columns.add(total.timeline());
        return columns.counts();
    }
}
