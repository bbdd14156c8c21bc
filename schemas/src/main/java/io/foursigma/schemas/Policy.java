// SPDX-License-Identifier: Apache-2.0
package io.foursigma.schemas;

/** What people have decided about a sensor, an anomaly or an episode. It is no part of the state: no number and no verdict depends on it. */
public sealed interface Policy permits SensorPolicy, Acknowledgement, EpisodeAcknowledgement {

    /** What it is about. Of policies with one key the newest counts. */
    PolicyKey key();

    /** Who decided it. */
    String by();

    /** When, epoch milliseconds. */
    long at();
}
