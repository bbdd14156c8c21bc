// SPDX-License-Identifier: Apache-2.0
package io.foursigma.topology;

import io.foursigma.bolts.order.Rule;
import io.foursigma.bolts.order.Rules;
import io.foursigma.stores.RealStores;
import java.util.Set;

/**
 * Submits a topology that applies whatever comes and skips what is not beyond the greatest offset applied. Runs that come
 * again after later ones are lost.
 */
public final class WithoutOrderMain {

    private WithoutOrderMain() {}

    /**
     * Submits it.
     *
     * @param args {@code [-c NAME=VALUE ...]}
     */
    public static void main(String[] args) {
        FaultySubmission.submit(args, RealStores::new, new Rules(Set.of(Rule.KAFKAS_ORDER)));
    }
}
