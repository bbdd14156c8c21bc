// SPDX-License-Identifier: Apache-2.0
package io.foursigma.stores.elasticsearch;

import com.fasterxml.jackson.core.JsonGenerator;
import io.foursigma.schemas.Indexes;
import io.foursigma.schemas.WindowStats;
import io.foursigma.schemas.json.Json;
import io.foursigma.schemas.json.JsonFields;
import io.foursigma.schemas.json.WindowStatsJson;
import io.foursigma.schemas.settings.Settings;
import io.foursigma.stores.WindowHistory;
import io.foursigma.stores.elasticsearch.ElasticsearchHttp.Answer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Reads windows from Elasticsearch, which merges them as well. */
public final class ElasticsearchWindowHistory implements WindowHistory {

    private static final int NOT_FOUND = 404;
    private static final byte[] NOTHING = {};

    private final ElasticsearchHttp http;
    private final Indexes indexes;

    /** A reader for the address and the prefix that are set. Does not connect. */
    public ElasticsearchWindowHistory(Settings settings) {
        http = new ElasticsearchHttp(settings);
        indexes = ElasticsearchInsightIndex.indexes(settings);
    }

    @Override
    public List<WindowStats> windows(WindowQuery query) {
        return search("hits", read -> readWindows(read), out -> {
            out.writeNumberField("size", query.size());
            writeFilter(out, query.sensor(), query.from(), query.to());
            out.writeArrayFieldStart("sort");
            out.writeStartObject();
            out.writeStringField("start", "desc");
            out.writeEndObject();
            out.writeEndArray();
        });
    }

    private static List<WindowStats> readWindows(byte[] answer) throws IOException {
        List<WindowStats> windows = new ArrayList<>();
        if (answer.length > 0) {
            for (JsonFields source : SearchPage.read(answer).sources()) {
                windows.add(WindowStatsJson.read(source));
            }
        }
        return windows;
    }

    @Override
    public List<Bin> course(CourseQuery query) {
        return search("aggregations", read -> read.length == 0 ? List.of() : BinsAnswer.read(read), out -> {
            out.writeNumberField("size", 0);
            writeFilter(out, query.sensor(), query.from(), query.to());
            BinsAnswer.writeRequest(out, query.interval());
        });
    }

    private interface AnswerReader<T> {
        /** Reads the answer; an empty one while there is no index. */
        T read(byte[] answer) throws IOException;
    }

    private <T> T search(String wanted, AnswerReader<T> reader, Json.Writer request) {
        String path = '/' + indexes.allWindows() + "/_search?allow_partial_search_results=false&filter_path=" + wanted;
        byte[] body = Json.bytes(out -> {
            out.writeStartObject();
            out.writeBooleanField("track_total_hits", false);
            request.write(out);
            out.writeEndObject();
        });
        try {
            Answer answer = http.send("POST", path, body);
            return reader.read(
                    answer.status() == NOT_FOUND
                            ? NOTHING
                            : http.good(answer, "POST", path).body());
        } catch (IOException e) {
            throw http.away("POST", path, e);
        }
    }

    private static void writeFilter(JsonGenerator out, String sensor, long from, long to) throws IOException {
        out.writeObjectFieldStart("query");
        out.writeObjectFieldStart("bool");
        out.writeArrayFieldStart("filter");
        out.writeStartObject();
        out.writeObjectFieldStart("term");
        out.writeStringField("sensor", sensor);
        out.writeEndObject();
        out.writeEndObject();
        out.writeStartObject();
        out.writeObjectFieldStart("range");
        out.writeObjectFieldStart("start");
        out.writeNumberField("gte", from);
        out.writeNumberField("lt", to);
        out.writeEndObject();
        out.writeEndObject();
        out.writeEndObject();
        out.writeEndArray();
        out.writeEndObject();
        out.writeEndObject();
    }

    @Override
    public void close() {
        http.close();
    }
}
