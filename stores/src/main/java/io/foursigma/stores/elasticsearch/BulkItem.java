// SPDX-License-Identifier: Apache-2.0
package io.foursigma.stores.elasticsearch;

import com.fasterxml.jackson.core.JsonGenerator;
import io.foursigma.schemas.Anomaly;
import io.foursigma.schemas.Episode;
import io.foursigma.schemas.Indexes;
import io.foursigma.schemas.WindowStats;
import io.foursigma.schemas.json.AnomalyJson;
import io.foursigma.schemas.json.EpisodeJson;
import io.foursigma.schemas.json.Json;
import io.foursigma.schemas.json.WindowStatsJson;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * A document on its way into Elasticsearch.
 *
 * @param id the document's own id
 * @param action the line of the bulk request that says what to do with the document
 * @param document the document
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record BulkItem(String id, byte[] action, byte[] document) {

    /** An anomaly: created once, never overwritten. */
    static BulkItem of(Anomaly anomaly, Indexes indexes) {
        byte[] action = Json.bytes(out -> {
            begin(out, "create", indexes.anomalies(anomaly.time()), anomaly.id());
            end(out);
        });
        return new BulkItem(anomaly.id(), action, Json.bytes(out -> AnomalyJson.write(out, anomaly)));
    }

    /** A window: its revision is its version, so that only a higher one replaces it. */
    static BulkItem of(WindowStats window, Indexes indexes) {
        byte[] action = Json.bytes(out -> {
            begin(out, "index", indexes.windows(window.start()), window.id());
            out.writeNumberField("version", window.revision());
            out.writeStringField("version_type", "external");
            end(out);
        });
        return new BulkItem(window.id(), action, Json.bytes(out -> WindowStatsJson.write(out, window)));
    }

    /** An episode: its revision is its version, so that only a higher one replaces it. */
    static BulkItem of(Episode episode, Indexes indexes) {
        byte[] action = Json.bytes(out -> {
            begin(out, "index", indexes.episodes(), episode.id());
            out.writeNumberField("version", episode.revision());
            out.writeStringField("version_type", "external");
            end(out);
        });
        return new BulkItem(episode.id(), action, Json.bytes(out -> EpisodeJson.write(out, episode)));
    }

    /** How many bytes it takes in a bulk request. */
    int bytes() {
        return action.length + document.length + 2;
    }

    void writeTo(ByteArrayOutputStream body) {
        body.writeBytes(action);
        body.write('\n');
        body.writeBytes(document);
        body.write('\n');
    }

    String json() {
        return new String(document, StandardCharsets.UTF_8);
    }

    private static void begin(JsonGenerator out, String operation, String index, String id) throws IOException {
        out.writeStartObject();
        out.writeObjectFieldStart(operation);
        out.writeStringField("_index", index);
        out.writeStringField("_id", DocumentId.of(id));
    }

    private static void end(JsonGenerator out) throws IOException {
        out.writeEndObject();
        out.writeEndObject();
    }
}
