// SPDX-License-Identifier: Apache-2.0
package io.foursigma.schemas;

import org.jspecify.annotations.Nullable;

/**
 * Somebody has seen an anomaly.
 *
 * @param anomaly the anomaly's id
 * @param by who has seen it
 * @param at when, epoch milliseconds
 * @param note what there is to say about it; null if nothing was said
 */
public record Acknowledgement(
        String anomaly, String by, long at, @Nullable String note) implements Policy {

    /** Checks everything. @throws IllegalArgumentException if something is out of range */
    public Acknowledgement {
        Position.parse(anomaly);
        PolicyRules.demandNone(PolicyRules.faults(note));
        PolicyRules.demandName(by);
    }

    @Override
    public PolicyKey key() {
        return PolicyKey.anomaly(anomaly);
    }
}
