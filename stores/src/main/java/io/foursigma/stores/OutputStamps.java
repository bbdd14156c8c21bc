// SPDX-License-Identifier: Apache-2.0
package io.foursigma.stores;

/**
 * The stamps of what is written to the stored outputs, of which the greatest wins. Outputs are written without a
 * condition, so a former owner may still write, and late; but what it may write beyond the offset that a new owner has
 * found is hidden by the deletion of that owner's claim, which has a greater stamp, whichever comes first.
 */
public final class OutputStamps {

    private OutputStamps() {}

    /** The stamp of the deletion that a claim makes: above all writes of lower epochs, below all of its own. */
    public static long claim(long epoch) {
        return 2 * epoch;
    }

    /** The stamp of what an owner writes, and of its deletions of what is no longer needed. */
    public static long write(long epoch) {
        return 2 * epoch + 1;
    }
}
