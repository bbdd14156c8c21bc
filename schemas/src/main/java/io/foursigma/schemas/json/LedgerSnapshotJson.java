// SPDX-License-Identifier: Apache-2.0
package io.foursigma.schemas.json;

import com.fasterxml.jackson.core.JsonGenerator;
import io.foursigma.schemas.LedgerSnapshot;
import java.io.IOException;

/** The JSON of the ledger's totals in Elasticsearch. Nobody but Elasticsearch reads it. */
public final class LedgerSnapshotJson {

    private LedgerSnapshotJson() {}

    /** Writes a snapshot as one object. */
    public static void write(JsonGenerator out, LedgerSnapshot snapshot) throws IOException {
        out.writeStartObject();
        out.writeStringField("type", "ledger");
        out.writeStringField("id", snapshot.id());
        out.writeNumberField("time", snapshot.time());
        out.writeNumberField("read", snapshot.read());
        out.writeNumberField("applied", snapshot.applied());
        out.writeNumberField("deadLettered", snapshot.deadLettered());
        out.writeNumberField("late", snapshot.late());
        out.writeNumberField("replayed", snapshot.replayed());
        out.writeNumberField("lost", snapshot.lost());
        out.writeFieldName("refusedDocuments");
        if (snapshot.refusedDocuments() == null) {
            out.writeNull();
        } else {
            out.writeNumber(snapshot.refusedDocuments());
        }
        out.writeEndObject();
    }
}
