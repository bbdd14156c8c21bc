// SPDX-License-Identifier: Apache-2.0
package io.foursigma.local.cli.whatif;

import io.foursigma.local.cli.chaos.Oracle;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Which anomaly belongs to which episode, worked out plainly, with every episode kept. The quiet length is 100 mean intervals. */
final class NaiveEpisodes {

    private static final long LATENESS = 1_000;

    private NaiveEpisodes() {}

    /** By the id of each anomaly, the id of its episode. */
    static Map<String, String> of(List<ReplayTest.Item> items, Variant variant, Oracle oracle) {
        Set<String> anomalies = new TreeSet<>();
        oracle.spikes().forEach(spike -> anomalies.add(spike.id()));
        Map<String, Sensor> sensors = new TreeMap<>();
        Map<String, String> episodes = new HashMap<>();
        for (ReplayTest.Item item : items) {
            Sensor sensor = sensors.computeIfAbsent(item.sensor(), name -> new Sensor());
            if (sensor.reads(item.time(), variant.windowMillis()) && anomalies.contains(item.id())) {
                episodes.put(item.id(), sensor.episode(item));
            }
        }
        return episodes;
    }

    private static final class Sensor {
        private final List<long[]> spans = new ArrayList<>();
        private final List<String> ids = new ArrayList<>();
        private long first;
        private long watermark = Long.MIN_VALUE;
        private long count;

        /** Counts a reading. Returns false if it is late. */
        boolean reads(long time, long window) {
            long end = time - Math.floorMod(time, window) + window;
            if (count > 0 && end + LATENESS <= watermark) {
                return false;
            }
            if (count++ == 0) {
                first = time;
            }
            watermark = Math.max(watermark, time);
            return true;
        }

        String episode(ReplayTest.Item item) {
            long quiet = BigInteger.valueOf(100)
                    .multiply(BigInteger.valueOf(watermark - first))
                    .divide(BigInteger.valueOf(count - 1))
                    .longValueExact();
            for (int i = spans.size() - 1; i >= 0; i--) {
                long[] span = spans.get(i);
                if (span[0] - span[2] <= item.time() && item.time() <= span[1] + span[2]) {
                    span[0] = Math.min(span[0], item.time());
                    span[1] = Math.max(span[1], item.time());
                    span[2] = quiet;
                    return ids.get(i);
                }
            }
            spans.add(new long[] {item.time(), item.time(), quiet});
            ids.add(item.id());
            return item.id();
        }
    }
}
