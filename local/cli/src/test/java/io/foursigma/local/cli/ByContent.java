// SPDX-License-Identifier: Apache-2.0
package io.foursigma.local.cli;

import io.foursigma.local.cli.chaos.Oracle;
import java.util.Set;
import java.util.TreeSet;

/** Readings called by what they hold, where their position is not known. */
public final class ByContent {

    private ByContent() {}

    public static String name(String sensor, long time, double value) {
        return sensor + ' ' + time + ' ' + value;
    }

    public static void read(Oracle oracle, String sensor, long time, double value) {
        oracle.read(name(sensor, time, value), sensor, time, value);
    }

    public static Set<String> anomalies(Oracle oracle) {
        Set<String> names = new TreeSet<>();
        oracle.spikes().forEach(spike -> names.add(spike.id()));
        return names;
    }
}
