// SPDX-License-Identifier: Apache-2.0
package io.foursigma.schemas;

import java.util.Locale;

/** The verdicts by name, as stores and the page show them. */
public enum VerdictName {
    /** The sensor has no baseline yet, or one with too few values. */
    LEARNING,
    /** The value lies within the band of the baseline. */
    NORMAL,
    /** The value lies outside the band of the baseline. */
    ANOMALOUS;

    /** The name on the wire, in lower case. */
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The verdict of a name on the wire. @throws IllegalArgumentException if there is none of that name */
    public static VerdictName ofWire(String wire) {
        return valueOf(wire.toUpperCase(Locale.ROOT));
    }
}
