// SPDX-License-Identifier: Apache-2.0
package io.foursigma.topology;

import static io.foursigma.schemas.settings.SettingsTable.TOPOLOGY_MAX_PENDING;
import static io.foursigma.schemas.settings.SettingsTable.TOPOLOGY_MESSAGE_TIMEOUT;
import static io.foursigma.schemas.settings.SettingsTable.TOPOLOGY_RESEND_AFTER;

import io.foursigma.bolts.order.Rule;
import io.foursigma.bolts.order.Rules;
import io.foursigma.schemas.settings.Setting;
import io.foursigma.stores.RealStores;
import java.util.Map;
import java.util.Set;

/**
 * Submits a topology that applies whatever comes and skips what is not beyond the greatest offset applied. Runs that come
 * again after later ones are lost.
 */
public final class WithoutOrderMain {

    /**
     * A worker that was killed is back before what was on its way to it times out, and nothing holds back what is newer:
     * else all that it lost would come again first, in Kafka's order.
     */
    private static final Map<Setting<?>, String> LATE_TIMEOUT =
            Map.of(TOPOLOGY_RESEND_AFTER, "60s", TOPOLOGY_MESSAGE_TIMEOUT, "60s", TOPOLOGY_MAX_PENDING, "100000");

    private WithoutOrderMain() {}

    /**
     * Submits it.
     *
     * @param args {@code [-c NAME=VALUE ...]}
     */
    public static void main(String[] args) {
        FaultySubmission.submit(args, LATE_TIMEOUT, RealStores::new, new Rules(Set.of(Rule.KAFKAS_ORDER)));
    }
}
