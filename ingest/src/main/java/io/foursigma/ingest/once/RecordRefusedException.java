// SPDX-License-Identifier: Apache-2.0
package io.foursigma.ingest.once;

import org.apache.kafka.common.errors.ApiException;

/** Kafka refuses a record of a transaction, and will do so again; the transaction is aborted. */
final class RecordRefusedException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final ApiException refusal;

    RecordRefusedException(ApiException refusal) {
        super(refusal.getMessage(), refusal);
        this.refusal = refusal;
    }

    /** What Kafka says. */
    ApiException refusal() {
        return refusal;
    }
}
