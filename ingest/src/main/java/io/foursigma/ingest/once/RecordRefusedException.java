// SPDX-License-Identifier: Apache-2.0
package io.foursigma.ingest.once;

/** Kafka refuses a record of a transaction, and will do so again; the transaction is aborted. */
final class RecordRefusedException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final Exception refusal;

    RecordRefusedException(Exception refusal) {
        super(refusal.getMessage(), refusal);
        this.refusal = refusal;
    }

    /** What Kafka says. */
    Exception refusal() {
        return refusal;
    }
}
