// SPDX-License-Identifier: Apache-2.0
package io.foursigma.dashboard.access;

import java.util.regex.Pattern;

/**
 * Somebody who may sign in. Two accounts are equal only if the password is the same, too.
 *
 * @param name the name
 * @param role what he may do
 * @param hash the password's hash, see {@link Passwords}
 */
record Account(String name, Role role, String hash) {

    /** Who acts while sign-in is off. */
    static final String LOCAL = "local";

    static final String NAME_CURE = "give 1 to 64 letters, digits, '.', '_', '-' or '@', but not '" + LOCAL + "'";

    /** No character that a log or a page could take for anything else. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._@-]{1,64}");

    static boolean isName(String text) {
        return NAME.matcher(text).matches() && !text.equals(LOCAL);
    }

    /** The account as a line of its file. */
    String line() {
        return name + ':' + role.text() + ':' + hash;
    }

    /** Without the hash: this may be logged. */
    @Override
    public String toString() {
        return name + ':' + role.text();
    }
}
