// SPDX-License-Identifier: Apache-2.0
package io.foursigma.bench.cli.quality;

import io.foursigma.local.cli.whatif.Labels;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A series of the corpus, its rows in the order in which they came. */
final class Series {

    private final String name;
    private long[] times = new long[4_096];
    private double[] values = new double[4_096];
    private int rows;

    Series(String name) {
        this.name = name;
    }

    void add(long time, double value) {
        if (rows == times.length) {
            times = Arrays.copyOf(times, 2 * rows);
            values = Arrays.copyOf(values, 2 * rows);
        }
        times[rows] = time;
        values[rows] = value;
        rows++;
    }

    String name() {
        return name;
    }

    int rows() {
        return rows;
    }

    long time(int row) {
        return times[row];
    }

    double value(int row) {
        return values[row];
    }

    /** The rows of labelled spans: from the first with a time in the span to the last such. */
    List<Rows> rowsOf(List<Labels.Span> spans) {
        List<Rows> found = new ArrayList<>();
        for (Labels.Span span : spans) {
            int first = 0;
            while (first < rows && !span.holds(times[first])) {
                first++;
            }
            int last = rows - 1;
            while (last > first && !span.holds(times[last])) {
                last--;
            }
            if (first < rows) {
                found.add(new Rows(first, last));
            }
        }
        return found;
    }
}
