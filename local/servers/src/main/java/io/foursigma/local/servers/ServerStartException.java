// SPDX-License-Identifier: Apache-2.0
package io.foursigma.local.servers;

/** A stack or a child could not be started; the message says which one, why, and the cure. Nothing is left running. */
public final class ServerStartException extends Exception {

    private static final long serialVersionUID = 1L;

    /**
     * A failed start.
     *
     * @param message which one, why, and the cure, for people to read
     */
    public ServerStartException(String message) {
        super(message);
    }

    /**
     * A failed start with its cause.
     *
     * @param message which one, why, and the cure, for people to read
     * @param cause what went wrong beneath
     */
    public ServerStartException(String message, Throwable cause) {
        super(message, cause);
    }
}
