// SPDX-License-Identifier: Apache-2.0
package io.foursigma.dashboard.access;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What somebody may do; each role may do what those before it may. */
public enum Role {
    /** Reads everything and changes nothing. */
    VIEWER,
    /** Acknowledges, too. */
    OPERATOR;

    boolean covers(Role needed) {
        return compareTo(needed) >= 0;
    }

    /** The role as files and answers write it. */
    String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<Role> of(String text) {
        return Arrays.stream(values()).filter(role -> role.text().equals(text)).findFirst();
    }
}
