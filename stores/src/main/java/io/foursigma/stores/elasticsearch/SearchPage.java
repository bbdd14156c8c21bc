// SPDX-License-Identifier: Apache-2.0
package io.foursigma.stores.elasticsearch;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.foursigma.schemas.json.Json;
import io.foursigma.schemas.json.JsonFields;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The hits of one search request.
 *
 * @param sources the documents, in order
 * @param lastSort the sort values of the last hit as JSON, empty if there is no hit
 * @param pointInTime the id of the point in time to go on with, empty if the search had none
 */
record SearchPage(List<JsonFields> sources, String lastSort, String pointInTime) {

    /** Reads the answer to a search. @throws IOException if it is none */
    static SearchPage read(byte[] body) throws IOException {
        List<JsonFields> sources = new ArrayList<>();
        String sort = "";
        String pointInTime = "";
        try (JsonParser in = Json.FACTORY.createParser(body)) {
            in.nextToken();
            while (in.nextToken() == JsonToken.FIELD_NAME) {
                String name = in.currentName();
                in.nextToken();
                if (name.equals("hits")) {
                    sort = readHits(in, sources);
                } else if (name.equals("pit_id")) {
                    pointInTime = in.getText();
                } else {
                    in.skipChildren();
                }
            }
        }
        return new SearchPage(sources, sort, pointInTime);
    }

    private static String readHits(JsonParser in, List<JsonFields> sources) throws IOException {
        String sort = "";
        while (in.nextToken() == JsonToken.FIELD_NAME) {
            boolean hits = in.currentName().equals("hits");
            in.nextToken();
            if (!hits) {
                in.skipChildren();
                continue;
            }
            while (in.nextToken() == JsonToken.START_OBJECT) {
                sort = readHit(in, sources);
            }
        }
        return sort;
    }

    private static String readHit(JsonParser in, List<JsonFields> sources) throws IOException {
        String sort = "";
        while (in.nextToken() == JsonToken.FIELD_NAME) {
            String name = in.currentName();
            in.nextToken();
            if (name.equals("_source")) {
                sources.add(JsonFields.read(in));
            } else if (name.equals("sort")) {
                sort = Json.text(out -> out.copyCurrentStructure(in));
            } else {
                in.skipChildren();
            }
        }
        return sort;
    }
}
