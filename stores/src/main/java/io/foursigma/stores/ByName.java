// SPDX-License-Identifier: Apache-2.0
package io.foursigma.stores;

import java.util.Comparator;

/**
 * Names in the order of their UTF-8 bytes, which is that of their code points. Cassandra and Elasticsearch sort so;
 * {@link String#compareTo} differs where surrogate pairs meet characters from U+E000 on.
 */
public final class ByName {

    /** The order. It compares units of UTF-16, of which it lifts the surrogates above all others. */
    public static final Comparator<String> ORDER = ByName::compare;

    private static final char FIRST_SURROGATE = 0xD800;
    private static final char BEHIND_SURROGATES = 0xE000;

    private ByName() {}

    private static int compare(String left, String right) {
        int length = Math.min(left.length(), right.length());
        for (int i = 0; i < length; i++) {
            char a = left.charAt(i);
            char b = right.charAt(i);
            if (a != b) {
                return rank(a) - rank(b);
            }
        }
        return left.length() - right.length();
    }

    private static int rank(char unit) {
        if (unit < FIRST_SURROGATE) {
            return unit;
        }
        return unit < BEHIND_SURROGATES
                ? unit + (Character.MAX_VALUE + 1 - BEHIND_SURROGATES)
                : unit - (BEHIND_SURROGATES - FIRST_SURROGATE);
    }
}
