// SPDX-License-Identifier: Apache-2.0
package io.foursigma.local.cli.chaos;

import java.util.ArrayList;
import java.util.List;

/**
 * One comparison and what it found.
 *
 * @param name what was compared with what
 * @param compared how many things
 * @param different how many of them differ, are missing or are too many
 * @param examples the first of those in words
 */
record Check(String name, long compared, long different, List<String> examples) {

    private static final int MOST_EXAMPLES = 20;

    Check {
        examples = List.copyOf(examples);
    }

    boolean passed() {
        return different == 0;
    }

    /** Counts while it compares. */
    static final class Count {
        private final String name;
        private final List<String> examples = new ArrayList<>();
        private long compared;
        private long different;

        Count(String name) {
            this.name = name;
        }

        /**
         * One thing was compared.
         *
         * @param what tells both sides, where they differ
         */
        void compare(boolean same, Object what) {
            compared++;
            if (!same) {
                different++;
                if (examples.size() < MOST_EXAMPLES) {
                    examples.add(String.valueOf(what));
                }
            }
        }

        Check done() {
            return new Check(name, compared, different, examples);
        }
    }
}
