// SPDX-License-Identifier: Apache-2.0
package io.foursigma.schemas;

import java.util.Arrays;

/**
 * A document that the index will never take. It is no dead letter of the ledger: the reading that caused it was applied.
 *
 * @param cause where the reading lies that brought the document about
 * @param id the document's id
 * @param reason the index's reason, in words
 * @param json the document
 */
@SuppressWarnings("ArrayRecordComponent") // equals and hashCode below compare the bytes
public record RefusedDocument(Position cause, String id, String reason, byte[] json) {

    @Override
    public boolean equals(Object other) {
        return other instanceof RefusedDocument that
                && cause.equals(that.cause)
                && id.equals(that.id)
                && reason.equals(that.reason)
                && Arrays.equals(json, that.json);
    }

    @Override
    public int hashCode() {
        return id.hashCode();
    }

    @Override
    public String toString() {
        return "RefusedDocument[" + id + " of " + cause.id() + ": " + reason + "]";
    }
}
