// SPDX-License-Identifier: Apache-2.0
package io.foursigma.schemas;

import java.util.Locale;

/** What made a revision of an episode. */
public enum EpisodeChange {
    /** Its first anomaly has come: revision 1. */
    OPENED,
    /** One more anomaly has come while it was open. */
    EXTENDED,
    /** The sensor's greatest event time has passed the quiet length behind its last anomaly. */
    CLOSED,
    /** One more anomaly, of an earlier event time than others before it, has come after it was closed. */
    REOPENED;

    /** The name on the wire, in lower case. */
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The change of a name on the wire. @throws IllegalArgumentException if there is none of that name */
    public static EpisodeChange ofWire(String wire) {
        return valueOf(wire.toUpperCase(Locale.ROOT));
    }
}
