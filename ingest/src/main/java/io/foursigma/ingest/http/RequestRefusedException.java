// SPDX-License-Identifier: Apache-2.0
package io.foursigma.ingest.http;

/** A request that is refused as a whole. */
final class RequestRefusedException extends Exception {

    private static final long serialVersionUID = 1;

    private final Refusal refusal;
    private final String detail;

    RequestRefusedException(Refusal refusal, String detail) {
        super(detail);
        this.refusal = refusal;
        this.detail = detail;
    }

    /** Which kind of refusal it is. */
    Refusal refusal() {
        return refusal;
    }

    /** What is wrong here, and the cure. */
    String detail() {
        return detail;
    }
}
