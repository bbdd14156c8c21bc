// SPDX-License-Identifier: Apache-2.0
package io.foursigma.bench.micro;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.foursigma.schemas.Run;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Readings such as a race has them: a run's worth, of many sensors. */
final class Readings {

    /** As many records as a run holds. */
    static final int COUNT = 500;

    static final String TOPIC = "AAAAAAAAAAAAAAAAAAAAAA";
    private static final long BEGIN_MILLIS = 1_767_225_600_000L;
    private static final int SENSORS = 1_000;

    final String[] sensors = new String[COUNT];
    final long[] times = new long[COUNT];
    final double[] values = new double[COUNT];
    final List<Run.Item> records = new ArrayList<>();

    /** Run number {@code n}: its offsets and times follow on the run before. */
    Readings(int n) {
        SplittableRandom random = new SplittableRandom(n);
        for (int i = 0; i < COUNT; i++) {
            long index = (long) n * COUNT + i;
            sensors[i] = "s" + (10_000_000 + index % SENSORS);
            times[i] = BEGIN_MILLIS + index / SENSORS * 20;
            values[i] = (20_000 + random.nextInt(3_000)) / 1e3;
            String json = "{\"sensor\":\"" + sensors[i] + "\",\"time\":" + times[i] + ",\"value\":" + values[i] + "}";
            records.add(new Run.Item(index, times[i], json.getBytes(US_ASCII)));
        }
    }

    /** The run that they are. */
    Run run() {
        long first = records.get(0).offset();
        return new Run(TOPIC, 0, first, first + COUNT, 0, 0, records);
    }
}
