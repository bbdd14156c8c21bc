// SPDX-License-Identifier: Apache-2.0
package io.foursigma.topology;

import org.jspecify.annotations.Nullable;

/** Storm's cluster does not answer, or refuses. The message says what, why, and the cure. */
final class ClusterException extends RuntimeException {

    private static final long serialVersionUID = 1;

    ClusterException(String message) {
        this(message, null);
    }

    ClusterException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
