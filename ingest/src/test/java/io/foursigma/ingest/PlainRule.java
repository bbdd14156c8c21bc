// SPDX-License-Identifier: Apache-2.0
package io.foursigma.ingest;

import io.foursigma.schemas.Reading;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The rule of four sigma against the previous window, in its plainest form: an oracle for what simulators provoke. */
final class PlainRule {

    private static final double SIGMAS = 4;
    private static final int MIN_COUNT = 8;

    private final long windowMillis;
    private final Map<String, SensorWindows> sensors = new HashMap<>();
    private final List<Reading> anomalies = new ArrayList<>();
    private long judged;

    PlainRule(long windowMillis) {
        this.windowMillis = windowMillis;
    }

    void take(Reading reading) {
        SensorWindows windows = sensors.computeIfAbsent(reading.sensor(), sensor -> new SensorWindows());
        windows.open(Math.floorDiv(reading.time(), windowMillis));
        if (windows.count >= MIN_COUNT) {
            judged++;
            if (Math.abs(reading.value() - windows.mean) > SIGMAS * windows.std) {
                anomalies.add(reading);
            }
        }
        windows.values.add(reading.value());
    }

    List<Reading> anomalies() {
        return anomalies;
    }

    /** How many readings had a baseline to be judged by. */
    long judged() {
        return judged;
    }

    private static final class SensorWindows {
        private final List<Double> values = new ArrayList<>();
        private long window = Long.MIN_VALUE;
        private int count;
        private double mean;
        private double std;

        private void open(long newWindow) {
            if (newWindow == window) {
                return;
            }
            window = newWindow;
            count = values.size();
            mean = values.stream().mapToDouble(value -> value).average().orElse(0);
            double squares = values.stream()
                    .mapToDouble(value -> (value - mean) * (value - mean))
                    .sum();
            std = Math.sqrt(squares / Math.max(1, count));
            values.clear();
        }
    }
}
