// SPDX-License-Identifier: Apache-2.0
package io.foursigma.local.cli.whatif;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Sensors by number, from 0, and those whose readings lie in several partitions. */
final class KnownSensors {

    private final Map<String, Integer> numbers = new HashMap<>();
    private final List<String> names = new ArrayList<>();
    private final List<Integer> partitions = new ArrayList<>();
    private final BitSet scattered = new BitSet();

    /** The number of a sensor, of which a reading lies in a partition. */
    int number(String sensor, int partition) {
        Integer known = numbers.get(sensor);
        if (known == null) {
            int number = names.size();
            numbers.put(sensor, number);
            names.add(sensor);
            partitions.add(partition);
            return number;
        }
        if (partitions.get(known) != partition) {
            scattered.set(known);
        }
        return known;
    }

    int size() {
        return names.size();
    }

    String name(int number) {
        return names.get(number);
    }

    /** Whether readings of a sensor were found in several partitions, so that their order is not known. */
    boolean isScattered(int number) {
        return scattered.get(number);
    }
}
