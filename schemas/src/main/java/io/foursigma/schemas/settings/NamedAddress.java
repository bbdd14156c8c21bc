// SPDX-License-Identifier: Apache-2.0
package io.foursigma.schemas.settings;

import java.net.URI;
import java.util.Arrays;
import java.util.List;

/**
 * An address under a name of one's own.
 *
 * @param name the name, not empty
 * @param uri the address
 */
public record NamedAddress(String name, URI uri) {

    /** Reads {@code NAME=URL}, comma between. @throws IllegalArgumentException if one of them has another form */
    static List<NamedAddress> parse(String text) {
        return Arrays.stream(text.split(",", -1)).map(NamedAddress::one).toList();
    }

    private static NamedAddress one(String text) {
        int end = text.indexOf('=');
        if (end < 0 || text.substring(0, end).isBlank()) {
            throw new IllegalArgumentException(text);
        }
        return new NamedAddress(
                text.substring(0, end).strip(),
                URI.create(text.substring(end + 1).strip()));
    }
}
