// SPDX-License-Identifier: Apache-2.0
package io.foursigma.webhooks;

/** Webhooks cannot start; the message says why, and the cure. */
public final class WebhooksException extends RuntimeException {

    private static final long serialVersionUID = 1;

    WebhooksException(String message, Throwable cause) {
        super(message, cause);
    }

    WebhooksException(String message) {
        super(message);
    }
}
