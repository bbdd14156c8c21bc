// SPDX-License-Identifier: Apache-2.0
package io.foursigma.schemas.json;

import com.fasterxml.jackson.core.JsonGenerator;
import io.foursigma.schemas.BucketCounts;
import io.foursigma.schemas.Ledger;
import io.foursigma.schemas.LedgerReport;
import io.foursigma.schemas.LedgerReport.Backlog;
import io.foursigma.schemas.LedgerReport.RefusedDocuments;
import io.foursigma.schemas.SensorCounts;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The JSON of the ledger: what {@code GET /api/ledger} answers and {@code foursigma ledger --json} prints. */
public final class LedgerJson {

    private LedgerJson() {}

    /** Writes a report as one object. What is not known is null. */
    public static void write(JsonGenerator out, LedgerReport report) throws IOException {
        Ledger ledger = report.ledger();
        out.writeStartObject();
        out.writeArrayFieldStart("partitions");
        for (Ledger.Line line : ledger.partitions()) {
            Backlog backlog = report.backlog().get(line.partition());
            out.writeStartObject();
            out.writeNumberField("partition", line.partition());
            out.writeNumberField("from", line.from());
            out.writeNumberField("to", line.to());
            write(
                    out,
                    new Sums(
                            line.read(),
                            line.applied(),
                            line.deadLettered(),
                            line.late(),
                            line.replayed(),
                            line.lost()));
            optional(out, "lag", backlog == null ? null : backlog.lag());
            optional(out, "gone", backlog == null ? null : backlog.gone());
            writeState(out, line.settled(), line.balanced());
            out.writeEndObject();
        }
        out.writeEndArray();
        out.writeObjectFieldStart("total");
        write(
                out,
                new Sums(
                        ledger.read(),
                        ledger.applied(),
                        ledger.deadLettered(),
                        ledger.late(),
                        ledger.replayed(),
                        ledger.lost()));
        optional(out, "lag", report.lag());
        optional(out, "gone", report.gone());
        writeState(out, report.settled(), ledger.balanced());
        out.writeEndObject();
        out.writeFieldName("sensors");
        write(out, report.sensors().orElse(null));
        out.writeFieldName("refusedDocuments");
        write(out, report.refused().orElse(null));
        out.writeBooleanField("balanced", report.balanced());
        out.writeEndObject();
    }

    private record Sums(long read, long applied, long deadLettered, long late, long replayed, long lost) {}

    private static void write(JsonGenerator out, Sums sums) throws IOException {
        out.writeNumberField("read", sums.read);
        out.writeNumberField("applied", sums.applied);
        out.writeNumberField("deadLettered", sums.deadLettered);
        out.writeNumberField("late", sums.late);
        out.writeNumberField("replayed", sums.replayed);
        out.writeNumberField("lost", sums.lost);
    }

    private static void writeState(JsonGenerator out, boolean settled, boolean balanced) throws IOException {
        out.writeBooleanField("settled", settled);
        out.writeBooleanField("balanced", balanced);
    }

    private static void write(JsonGenerator out, @Nullable SensorCounts counts) throws IOException {
        if (counts == null) {
            out.writeNull();
            return;
        }
        out.writeStartObject();
        out.writeNumberField("since", counts.since());
        out.writeNumberField("buckets", counts.buckets());
        out.writeNumberField("moving", counts.moving());
        out.writeNumberField("sensors", counts.sensors());
        out.writeNumberField("counted", counts.counted());
        out.writeNumberField("applied", counts.applied());
        out.writeArrayFieldStart("wrong");
        for (BucketCounts bucket : counts.wrong()) {
            out.writeStartObject();
            out.writeNumberField("bucket", bucket.bucket());
            out.writeNumberField("sensors", bucket.sensors());
            out.writeNumberField("counted", bucket.counted());
            out.writeNumberField("applied", bucket.applied());
            out.writeEndObject();
        }
        out.writeEndArray();
        out.writeBooleanField("balanced", counts.balanced());
        out.writeEndObject();
    }

    private static void write(JsonGenerator out, @Nullable RefusedDocuments refused) throws IOException {
        if (refused == null) {
            out.writeNull();
            return;
        }
        out.writeStartObject();
        out.writeNumberField("count", refused.count());
        out.writeBooleanField("atLeast", refused.atLeast());
        out.writeEndObject();
    }

    private static void optional(JsonGenerator out, String field, @Nullable Long value) throws IOException {
        if (value == null) {
            out.writeNullField(field);
        } else {
            out.writeNumberField(field, value);
        }
    }
}
