// SPDX-License-Identifier: Apache-2.0
package io.foursigma.schemas;

/**
 * What the topology has found out about a sensor, and when: the order in which such things come about, whatever their
 * event times are.
 */
public sealed interface Judged permits Anomaly, Episode {

    /** Its id. */
    String id();

    /** When it was judged, epoch milliseconds. */
    long judged();
}
