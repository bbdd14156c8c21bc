// SPDX-License-Identifier: Apache-2.0
package io.foursigma.local.cli.chaos;

import java.util.Set;
import java.util.TreeSet;

/** What a run has to come to: the oracle beside the places that hold no reading. */
final class Truth {

    private final Oracle oracle;
    private final Set<String> broken = new TreeSet<>();
    private long items;

    Truth(Oracle oracle) {
        this.oracle = oracle;
    }

    /** The next place of the topic. */
    void read(Item item) {
        items++;
        if (item instanceof Item.Measured measured) {
            oracle.read(measured.id(), measured.sensor(), measured.time(), measured.value());
        } else {
            broken.add(item.id());
        }
    }

    Oracle oracle() {
        return oracle;
    }

    /** Ids of the places that hold no reading. */
    Set<String> broken() {
        return broken;
    }

    /** How many places the topic holds. */
    long items() {
        return items;
    }
}
