// SPDX-License-Identifier: Apache-2.0
package io.foursigma.schemas;

import org.jspecify.annotations.Nullable;

/**
 * Somebody has seen an episode. It holds for the whole episode, also when it goes on or is opened again later.
 *
 * @param episode the episode's id
 * @param by who has seen it
 * @param at when, epoch milliseconds
 * @param note what there is to say about it; null if nothing was said
 */
public record EpisodeAcknowledgement(
        String episode, String by, long at, @Nullable String note) implements Policy {

    /** Checks everything. @throws IllegalArgumentException if something is out of range */
    public EpisodeAcknowledgement {
        Position.parse(episode);
        PolicyRules.demandNone(PolicyRules.faults(note));
        PolicyRules.demandName(by);
    }

    @Override
    public PolicyKey key() {
        return PolicyKey.episode(episode);
    }
}
