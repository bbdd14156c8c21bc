// SPDX-License-Identifier: Apache-2.0
package io.foursigma.schemas.settings;

import java.util.Locale;

/**
 * One setting: its name, what it means, its default and how its text is read.
 *
 * @param name the name, as in {@code -c name=value}
 * @param defaultText the value that holds where nobody sets another
 * @param kind what texts it takes and how they are read
 * @param meaning one sentence for the table of settings
 * @param <T> the type of the value
 */
public record Setting<T>(String name, String defaultText, ValueKind<T> kind, String meaning) {

    /** What every environment variable of Foursigma begins with. */
    public static final String ENVIRONMENT_PREFIX = "FOURSIGMA_";

    /** The environment variable that sets it: the name in capitals, dots and dashes as underscores. */
    public String environmentName() {
        return ENVIRONMENT_PREFIX
                + name.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
    }
}
