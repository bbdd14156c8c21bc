// SPDX-License-Identifier: Apache-2.0
package io.foursigma.dashboard;

/** The relay cannot start. The message says why and what to do. */
public final class RelayException extends RuntimeException {

    private static final long serialVersionUID = 1;

    RelayException(String message, Throwable cause) {
        super(message, cause);
    }
}
