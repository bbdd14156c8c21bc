// SPDX-License-Identifier: Apache-2.0
package io.foursigma.stores;

/** A store is away, too slow, or has refused. The caller fails its tuples and tries again; nothing is lost. */
public final class StoreException extends RuntimeException {

    private static final long serialVersionUID = 1;

    /** An exception that says which store could not do what, and why. */
    public StoreException(String message) {
        super(message);
    }

    /** An exception that says which store could not do what, and why. */
    public StoreException(String message, Throwable cause) {
        super(message, cause);
    }
}
