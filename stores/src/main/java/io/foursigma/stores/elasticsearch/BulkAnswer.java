// SPDX-License-Identifier: Apache-2.0
package io.foursigma.stores.elasticsearch;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.foursigma.schemas.json.Json;
import io.foursigma.schemas.json.JsonFields;
import io.foursigma.stores.InsightIndex.Refused;
import io.foursigma.stores.elasticsearch.ElasticsearchHttp.Answer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * What became of the items of one bulk request; those that are in neither list are in the index.
 *
 * @param refused the documents that will never be taken
 * @param again the items to be sent again
 * @param reason why some have to be sent again, empty if none has
 */
record BulkAnswer(List<Refused> refused, List<BulkItem> again, String reason) {

    private static final int CONFLICT = 409;

    /** An answer that took nothing. */
    static BulkAnswer nothingTaken(List<BulkItem> items, String reason) {
        return new BulkAnswer(List.of(), items, reason);
    }

    /** Reads an answer. @throws IOException if it does not tell about every item */
    static BulkAnswer read(Answer answer, List<BulkItem> items) throws IOException {
        if (!answer.good()) {
            return nothingTaken(items, answer.shown());
        }
        List<Refused> refused = new ArrayList<>();
        List<BulkItem> again = new ArrayList<>();
        String reason = "";
        List<JsonFields> results = results(answer.body());
        if (results.size() != items.size()) {
            throw new IOException(
                    "the answer to a bulk request of " + items.size() + " items tells of " + results.size());
        }
        for (int i = 0; i < items.size(); i++) {
            BulkItem item = items.get(i);
            JsonFields result = results.get(i);
            int status = Math.toIntExact(result.whole("status"));
            if (status < 300 || status == CONFLICT) {
                continue;
            }
            String why = "HTTP " + status + ' ' + reason(result);
            if (blamesDocument(status, result)) {
                refused.add(new Refused(item.id(), why, item.json()));
            } else {
                again.add(item);
                reason = why;
            }
        }
        return new BulkAnswer(refused, again, reason);
    }

    /**
     * Whether a document is at fault, and not the state of the cluster: a user without rights, an index that may not
     * be created, too many shards ({@code validation_exception}) or too much work say nothing about the document.
     */
    private static boolean blamesDocument(int status, JsonFields result) throws IOException {
        return switch (status) {
            case 400 -> !result.has("error") || !type(result.object("error")).equals("validation_exception");
            case 413, 422 -> true;
            default -> false;
        };
    }

    private static String reason(JsonFields result) throws IOException {
        if (!result.has("error")) {
            return "without a reason";
        }
        JsonFields error = result.object("error");
        String reason = type(error) + ": " + (error.has("reason") ? error.text("reason") : "");
        if (!error.has("caused_by")) {
            return reason;
        }
        JsonFields cause = error.object("caused_by");
        return reason + " (" + type(cause) + ": " + (cause.has("reason") ? cause.text("reason") : "") + ')';
    }

    private static String type(JsonFields error) throws IOException {
        return error.has("type") ? error.text("type") : "";
    }

    private static List<JsonFields> results(byte[] body) throws IOException {
        List<JsonFields> results = new ArrayList<>();
        try (JsonParser in = Json.FACTORY.createParser(body)) {
            in.nextToken();
            while (in.nextToken() == JsonToken.FIELD_NAME) {
                boolean items = in.currentName().equals("items");
                in.nextToken();
                if (!items) {
                    in.skipChildren();
                    continue;
                }
                while (in.nextToken() == JsonToken.START_OBJECT) {
                    JsonFields item = JsonFields.read(in);
                    results.add(item.has("create") ? item.object("create") : item.object("index"));
                }
            }
        }
        return results;
    }
}
