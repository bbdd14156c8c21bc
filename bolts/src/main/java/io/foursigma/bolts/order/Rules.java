// SPDX-License-Identifier: Apache-2.0
package io.foursigma.bolts.order;

import java.io.Serializable;
import java.util.Set;

/**
 * Which rules a task keeps. All, but in tests that leave one out to see that it is missed: a detector of faults that has
 * never found one proves nothing.
 *
 * @param leftOut the rules that are not kept
 */
public record Rules(Set<Rule> leftOut) implements Serializable {

    /** All rules are kept. */
    public static final Rules ALL = new Rules(Set.of());

    /** Copies the set. */
    public Rules {
        leftOut = Set.copyOf(leftOut);
    }

    boolean keep(Rule rule) {
        return !leftOut.contains(rule);
    }
}
