// SPDX-License-Identifier: Apache-2.0
package io.foursigma.bench.cli.scale;

import io.foursigma.bench.cli.Heat;
import io.foursigma.bench.workload.Measurement;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What came out at a point.
 *
 * @param point the size
 * @param heat this system over its readings, from nothing
 * @param recovery a new process over the same state and one reading more per sensor; null where the dimension has none
 */
record Outcome(Point point, Heat heat, @Nullable Measurement recovery) {

    private static final double MEBIBYTE = 1 << 20;

    /** Refuses a recovery that is missing, or one too many. */
    Outcome {
        if (point.dimension().recovers() != (recovery != null)) {
            throw new IllegalArgumentException(point + " has " + (recovery == null ? "no" : "a") + " recovery");
        }
    }

    /** Thousand readings per second. */
    double rate() {
        return readings() / took().wholeSeconds() / 1e3;
    }

    /** Thousand readings per second, over the second half. */
    double warmRate() {
        return readings() / 2 / took().secondHalfSeconds() / 1e3;
    }

    /** CPU-seconds of the process per million readings. */
    double cpu() {
        return took().wholeCpuSeconds() / readings() * 1e6;
    }

    /** CPU-seconds of the process per million readings, over the second half. */
    double warmCpu() {
        return took().secondHalfCpuSeconds() / (readings() / 2) * 1e6;
    }

    /** CPU-seconds of all servers per million readings, from the start of the process to its end. */
    double serversCpu() {
        return heat.serversCpuSeconds() / readings() * 1e6;
    }

    /** The most memory that the process had, in MiB. */
    double peak() {
        return took().peakBytes() / MEBIBYTE;
    }

    /** What is alive on the heap at the end, in MiB. */
    double heap() {
        return took().heapBytes() / MEBIBYTE;
    }

    double flushes() {
        return took().other("flushes");
    }

    /** Rows that all flushes wrote: a sensor's state in one of the two stateful bolts each. */
    double flushedRows() {
        return took().other("flushed-rows");
    }

    double rowsPerFlush() {
        return flushedRows() / flushes();
    }

    /** Seconds per thousand rows that flushes took, added up: those of several buckets run side by side. */
    double flushSeconds() {
        return took().other("flush-seconds") / flushedRows() * 1e3;
    }

    /** Seconds from the start of the process to its first fetch, over no state. */
    double startSeconds() {
        return took().startSeconds();
    }

    /** Bytes of heap that each sensor adds, by the difference to a point with fewer sensors. */
    double heapPerSensor(Outcome fewer) {
        double bytes = took().heapBytes() - fewer.took().heapBytes();
        return bytes / (point.workload().sensors() - fewer.point.workload().sensors());
    }

    /** Seconds from the start of the new process to its first fetch. */
    double recoveryStartSeconds() {
        return recovered().startSeconds();
    }

    /** Seconds from the first fetch until half of the new readings were durable. */
    double recoveryHalfSeconds() {
        return recovered().wholeSeconds() - recovered().secondHalfSeconds();
    }

    /** Seconds from the first fetch until all of the new readings were durable. */
    double recoverySeconds() {
        return recovered().wholeSeconds();
    }

    private Measurement recovered() {
        return Objects.requireNonNull(recovery, "a point of a dimension without recovery");
    }

    private double readings() {
        return point.workload().readings();
    }

    private Measurement took() {
        return heat.measurement();
    }
}
