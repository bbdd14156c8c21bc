// SPDX-License-Identifier: Apache-2.0
package io.foursigma.ingest.format;

import java.util.regex.Pattern;

/** Numbers as people and devices write them in plain text. */
final class DecimalNumber {

    private static final Pattern FORM = Pattern.compile("[-+]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][-+]?[0-9]+)?");

    private DecimalNumber() {}

    /** Whether the text is a decimal number: what Java reads besides, such as 1d, 0x1p3 or NaN, is no value of a reading. */
    static boolean is(String text) {
        return FORM.matcher(text).matches();
    }
}
