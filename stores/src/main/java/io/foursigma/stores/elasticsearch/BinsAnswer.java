// SPDX-License-Identifier: Apache-2.0
package io.foursigma.stores.elasticsearch;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.foursigma.schemas.json.Json;
import io.foursigma.schemas.json.JsonFields;
import io.foursigma.stores.WindowHistory.Bin;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The aggregation that merges windows into bins: what is asked, and what is answered. */
final class BinsAnswer {

    private BinsAnswer() {}

    /** Writes the aggregation into the request that is open. Bins are aligned to the epoch. */
    static void writeRequest(JsonGenerator out, long interval) throws IOException {
        out.writeObjectFieldStart("aggs");
        out.writeObjectFieldStart("bins");
        out.writeObjectFieldStart("date_histogram");
        out.writeStringField("field", "start");
        out.writeStringField("fixed_interval", interval + "ms");
        out.writeNumberField("min_doc_count", 1);
        out.writeEndObject();
        out.writeObjectFieldStart("aggs");
        writeMetric(out, "least", "min", "min");
        writeMetric(out, "greatest", "max", "max");
        writeMetric(out, "count", "sum", "count");
        out.writeObjectFieldStart("mean");
        out.writeObjectFieldStart("weighted_avg");
        writeField(out, "value", "mean");
        writeField(out, "weight", "count");
        out.writeEndObject();
        out.writeEndObject();
        out.writeEndObject();
        out.writeEndObject();
        out.writeEndObject();
    }

    private static void writeMetric(JsonGenerator out, String name, String kind, String field) throws IOException {
        out.writeObjectFieldStart(name);
        writeField(out, kind, field);
        out.writeEndObject();
    }

    private static void writeField(JsonGenerator out, String name, String field) throws IOException {
        out.writeObjectFieldStart(name);
        out.writeStringField("field", field);
        out.writeEndObject();
    }

    /** Reads the bins. @throws IOException if the answer holds none of that kind */
    static List<Bin> read(byte[] answer) throws IOException {
        List<Bin> bins = new ArrayList<>();
        try (JsonParser in = Json.FACTORY.createParser(answer)) {
            while (in.nextToken() != null) {
                if (in.currentToken() == JsonToken.FIELD_NAME
                        && in.currentName().equals("buckets")) {
                    in.nextToken();
                    while (in.nextToken() == JsonToken.START_OBJECT) {
                        bins.add(bin(JsonFields.read(in)));
                    }
                }
            }
        }
        return bins;
    }

    private static Bin bin(JsonFields bucket) throws IOException {
        return new Bin(
                bucket.whole("key"),
                bucket.whole("doc_count"),
                Math.round(value(bucket, "count")),
                value(bucket, "least"),
                mean(bucket.object("mean")),
                value(bucket, "greatest"));
    }

    /** Where the sum is no double, Elasticsearch answers with the text "Infinity". */
    private static @Nullable Double mean(JsonFields metric) throws IOException {
        return metric.isNumber("value") ? metric.number("value") : null;
    }

    private static double value(JsonFields bucket, String name) throws IOException {
        return bucket.object(name).number("value");
    }
}
