// SPDX-License-Identifier: Apache-2.0
package io.foursigma.local.servers;

import java.io.IOException;

/** Asks a child one small question in its own protocol. */
@FunctionalInterface
public interface Probe {

    /**
     * Whether the child gave the answer of one that is ready.
     *
     * @throws IOException if it does not answer, which means "not yet"
     */
    boolean isReady() throws IOException;
}
