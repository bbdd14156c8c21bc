// SPDX-License-Identifier: Apache-2.0
package io.foursigma.dashboard;

import io.foursigma.schemas.PolicyKey;
import io.foursigma.stores.PolicyReader;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings what the log of policies tells to the {@link PolicyBoard}, and what is new to the {@link LiveHub}. */
final class PolicyWatch implements PolicyReader.Listener {

    private static final Logger LOG = LoggerFactory.getLogger(PolicyWatch.class);

    private final PolicyBoard board;
    private final LiveHub hub;
    private final Set<PolicyKey.Kind> overfull = EnumSet.noneOf(PolicyKey.Kind.class);

    PolicyWatch(PolicyBoard board, LiveHub hub) {
        this.board = board;
        this.hub = hub;
    }

    @Override
    public void began() {
        board.began();
    }

    @Override
    public void changed(List<PolicyReader.Entry> changes) {
        tell(board.changed(changes));
    }

    @Override
    public void caughtUp() {
        tell(board.caughtUp());
    }

    @Override
    public void lost(String reason) {
        board.lost(reason);
    }

    private void tell(List<PolicyReader.Entry> news) {
        if (!news.isEmpty()) {
            hub.policiesChanged(news);
        }
        for (PolicyKey.Kind kind : PolicyKey.Kind.values()) {
            if (board.forgotten(kind) > 0 && overfull.add(kind)) {
                LOG.warn(
                        "there are more than {} policies of {}; those set the longest ago are forgotten: remove some",
                        PolicyBoard.MOST,
                        switch (kind) {
                            case SENSOR -> "sensors";
                            case ANOMALY -> "anomalies";
                            case EPISODE -> "episodes";
                        });
            }
        }
    }
}
