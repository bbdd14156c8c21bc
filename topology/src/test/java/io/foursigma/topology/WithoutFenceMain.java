// SPDX-License-Identifier: Apache-2.0
package io.foursigma.topology;

import io.foursigma.bolts.order.Rules;
import java.util.Map;

/** Submits a topology whose former owners of state may still write it. */
public final class WithoutFenceMain {

    private WithoutFenceMain() {}

    /**
     * Submits it.
     *
     * @param args {@code [-c NAME=VALUE ...]}
     */
    public static void main(String[] args) {
        FaultySubmission.submit(args, Map.of(), UnfencedStores::new, Rules.ALL);
    }
}
