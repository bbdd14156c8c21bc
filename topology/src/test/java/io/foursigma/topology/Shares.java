// SPDX-License-Identifier: Apache-2.0
package io.foursigma.topology;

import io.foursigma.bolts.order.RunSplitter;
import io.foursigma.bolts.order.Share;
import io.foursigma.schemas.Run;
import io.foursigma.stores.Buckets;
import java.util.List;

/** The shares of a log of one partition, each record one reading, for a stateful bolt of two tasks. */
final class Shares {

    static final int BUCKET_COUNT = 4;
    static final String SENSOR = sensorOfTask(0);

    private long next;

    /** The share of the first task for a run of these values of one sensor, a reading every {@code stepMillis}. */
    Share next(long timeMillis, long stepMillis, double... values) {
        RunSplitter splitter = new RunSplitter(new Buckets(BUCKET_COUNT), 2);
        long first = next;
        for (double value : values) {
            Run.Item record = new Run.Item(next, 10_000 + next, null);
            splitter.reading(SENSOR, timeMillis + (next - first) * stepMillis, value, record, 0);
            next++;
        }
        return splitter.split(new Run("topic-1", 0, first, next, 0, 0, List.of()))[0];
    }

    private static String sensorOfTask(int task) {
        Buckets buckets = new Buckets(BUCKET_COUNT);
        int number = 0;
        while (buckets.of("sensor-" + number) % 2 != task) {
            number++;
        }
        return "sensor-" + number;
    }
}
