// SPDX-License-Identifier: Apache-2.0
package io.foursigma.bolts.order;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What people see: each output once, by its id, and never changed; or the newest of each sensor. */
final class SimulatedSink {

    private final boolean takesAll;
    private final Map<String, Integer> taken = new HashMap<>();

    SimulatedSink(Breach breach) {
        takesAll = breach == Breach.R16_SINK_TAKES_ALL;
    }

    void take(List<String> outputs) {
        outputs.forEach(output -> taken.merge(output, 1, (before, one) -> takesAll ? before + one : 1));
    }

    /** Each output with how often it is there. */
    Map<String, Integer> taken() {
        return taken;
    }
}
