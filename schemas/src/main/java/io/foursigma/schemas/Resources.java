// SPDX-License-Identifier: Apache-2.0
package io.foursigma.schemas;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The published contracts that lie beside the records as files: CQL, index templates, scripts, JSON Schema. */
public final class Resources {

    private Resources() {}

    /**
     * The text of a resource.
     *
     * @param path below this package's folder, such as {@code elasticsearch/anomalies.json}
     * @throws IllegalArgumentException if there is none
     */
    public static String text(String path) {
        try (InputStream in = Resources.class.getResourceAsStream(path)) {
            if (in == null) {
                throw new IllegalArgumentException("no resource " + path + " beside " + Resources.class.getName());
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(path, e);
        }
    }
}
