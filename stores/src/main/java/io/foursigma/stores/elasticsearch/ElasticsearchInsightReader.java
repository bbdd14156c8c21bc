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
import io.foursigma.schemas.json.JsonFields;
import io.foursigma.schemas.json.WindowStatsJson;
import io.foursigma.schemas.settings.Settings;
import io.foursigma.stores.InsightReader;
import io.foursigma.stores.elasticsearch.ElasticsearchHttp.Answer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads insights from Elasticsearch; whole indexes at one point in time and a page at a time. */
public final class ElasticsearchInsightReader implements InsightReader {

    private static final int PAGE = 1_000;
    private static final String KEEP_ALIVE = "5m";
    /** The dates that Elasticsearch can hold reach far beyond; a bound beyond this one bounds nothing. */
    private static final long FARTHEST_MILLIS = 8_000_000_000_000_000L;

    private static final Sort NEWEST_FIRST = new Sort("time", "desc", "id");
    private static final Sort BY_JUDGED = new Sort("judged", "asc", "id");
    private static final Sort LAST_JUDGED = new Sort("judged", "desc", "id");
    private static final Sort BY_TIME = new Sort("time", "asc", "id");
    private static final Sort NEWEST_EPISODE_FIRST = new Sort("first", "desc", "id");
    private static final Sort BY_FIRST = new Sort("first", "asc", "id");
    private static final Sort BY_SENSOR = new Sort("sensor", "asc", "start");
    private static final int NOT_FOUND = 404;

    private final ElasticsearchHttp http;
    private final Indexes indexes;

    /** A reader for the address and the prefix that are set. Does not connect. */
    public ElasticsearchInsightReader(Settings settings) {
        http = new ElasticsearchHttp(settings);
        indexes = ElasticsearchInsightIndex.indexes(settings);
    }

    @Override
    public List<Anomaly> anomalies(AnomalyQuery query) {
        return anomalies(query.size(), NEWEST_FIRST, query.after(), out -> writeFilter(out, query));
    }

    @Override
    public Optional<Anomaly> anomaly(String id) {
        return anomalies(1, NEWEST_FIRST, null, out -> writeId(out, id)).stream()
                .findFirst();
    }

    @Override
    public List<Episode> episodes(EpisodeQuery query) {
        return episodes(query.size(), NEWEST_EPISODE_FIRST, query.after(), out -> writeFilter(out, query));
    }

    @Override
    public List<Episode> episodesJudgedSince(JudgedQuery query) {
        return episodes(query.size(), BY_JUDGED, query.after(), out -> writeJudgedSince(out, query));
    }

    @Override
    public OptionalLong lastEpisodeJudged() {
        return episodes(1, LAST_JUDGED, null, out -> {}).stream()
                .mapToLong(Episode::judged)
                .findFirst();
    }

    @Override
    public Optional<Episode> episode(String id) {
        return episodes(1, NEWEST_EPISODE_FIRST, null, out -> writeId(out, id)).stream()
                .findFirst();
    }

    @Override
    public void forEachEpisode(Consumer<Episode> consumer) {
        forEach(indexes.episodes(), source -> consumer.accept(EpisodeJson.read(source)), BY_FIRST);
    }

    private List<Episode> episodes(int size, Sort sort, @Nullable PageEnd after, Json.Writer filter) {
        List<Episode> found = new ArrayList<>();
        search(indexes.episodes(), size, sort, after, filter, source -> found.add(EpisodeJson.read(source)));
        return found;
    }

    private static void writeId(JsonGenerator out, String id) throws IOException {
        out.writeObjectFieldStart("query");
        out.writeObjectFieldStart("ids");
        out.writeArrayFieldStart("values");
        out.writeString(DocumentId.of(id));
        out.writeEndArray();
        out.writeEndObject();
        out.writeEndObject();
    }

    @Override
    public List<Anomaly> judgedSince(JudgedQuery query) {
        return anomalies(query.size(), BY_JUDGED, query.after(), out -> writeJudgedSince(out, query));
    }

    private static void writeJudgedSince(JsonGenerator out, JudgedQuery query) throws IOException {
        out.writeObjectFieldStart("query");
        out.writeObjectFieldStart("range");
        out.writeObjectFieldStart("judged");
        out.writeNumberField("gte", clamped(query.since()));
        out.writeEndObject();
        out.writeEndObject();
        out.writeEndObject();
    }

    @Override
    public OptionalLong lastJudged() {
        return anomalies(1, LAST_JUDGED, null, out -> {}).stream()
                .mapToLong(Anomaly::judged)
                .findFirst();
    }

    private List<Anomaly> anomalies(int size, Sort sort, @Nullable PageEnd after, Json.Writer filter) {
        List<Anomaly> found = new ArrayList<>();
        search(indexes.allAnomalies(), size, sort, after, filter, source -> found.add(AnomalyJson.read(source)));
        return found;
    }

    /** A page of documents; none while there is no index. */
    private void search(
            String pattern, int size, Sort sort, @Nullable PageEnd after, Json.Writer filter, SourceConsumer consumer) {
        String path = '/' + pattern + "/_search?allow_partial_search_results=false&filter_path=hits";
        byte[] body = Json.bytes(out -> {
            out.writeStartObject();
            out.writeNumberField("size", size);
            out.writeBooleanField("track_total_hits", false);
            filter.write(out);
            writeSort(out, sort);
            writeAfter(out, after);
            out.writeEndObject();
        });
        try {
            Answer answer = http.send("POST", path, body);
            if (answer.status() == NOT_FOUND) {
                return;
            }
            for (JsonFields source :
                    SearchPage.read(http.good(answer, "POST", path).body()).sources()) {
                consumer.take(source);
            }
        } catch (IOException e) {
            throw http.away("POST", path, e);
        }
    }

    @Override
    public void forEachAnomaly(Consumer<Anomaly> consumer) {
        forEach(indexes.allAnomalies(), source -> consumer.accept(AnomalyJson.read(source)), BY_TIME);
    }

    @Override
    public void forEachWindow(Consumer<WindowStats> consumer) {
        forEach(indexes.allWindows(), source -> consumer.accept(WindowStatsJson.read(source)), BY_SENSOR);
    }

    /** An order: by one field, then by another one upwards. */
    private record Sort(String first, String firstDirection, String second) {}

    @FunctionalInterface
    private interface SourceConsumer {
        void take(JsonFields source) throws IOException;
    }

    private void forEach(String pattern, SourceConsumer consumer, Sort sort) {
        String path = '/' + pattern + "/_refresh";
        try {
            Answer refreshed = http.send("POST", path);
            if (refreshed.status() == NOT_FOUND) {
                return;
            }
            http.good(refreshed, "POST", path);
            path = '/' + pattern + "/_pit?keep_alive=" + KEEP_ALIVE;
            Answer opened = http.send("POST", path);
            if (opened.status() == NOT_FOUND) {
                return;
            }
            String pointInTime =
                    JsonFields.read(http.good(opened, "POST", path).body()).text("id");
            path = "/_search";
            try {
                forEachPage(pointInTime, consumer, sort);
            } finally {
                http.send("DELETE", "/_pit", Json.bytes(out -> writePointInTime(out, pointInTime)));
            }
        } catch (IOException e) {
            throw http.away("POST", path, e);
        }
    }

    private void forEachPage(String pointInTime, SourceConsumer consumer, Sort sort) throws IOException {
        String path = "/_search?allow_partial_search_results=false&filter_path=hits,pit_id";
        String after = "";
        String current = pointInTime;
        while (true) {
            byte[] body = pageRequest(current, after, sort);
            SearchPage page = SearchPage.read(
                    http.good(http.send("POST", path, body), "POST", path).body());
            for (JsonFields source : page.sources()) {
                consumer.take(source);
            }
            if (page.sources().size() < PAGE) {
                return;
            }
            after = page.lastSort();
            current = page.pointInTime().isEmpty() ? current : page.pointInTime();
        }
    }

    private static byte[] pageRequest(String pointInTime, String after, Sort sort) {
        return Json.bytes(out -> {
            out.writeStartObject();
            out.writeNumberField("size", PAGE);
            out.writeBooleanField("track_total_hits", false);
            out.writeObjectFieldStart("pit");
            out.writeStringField("id", pointInTime);
            out.writeStringField("keep_alive", KEEP_ALIVE);
            out.writeEndObject();
            writeSort(out, sort);
            if (!after.isEmpty()) {
                out.writeFieldName("search_after");
                out.writeRawValue(after);
            }
            out.writeEndObject();
        });
    }

    private static void writePointInTime(JsonGenerator out, String pointInTime) throws IOException {
        out.writeStartObject();
        out.writeStringField("id", pointInTime);
        out.writeEndObject();
    }

    private static void writeSort(JsonGenerator out, Sort sort) throws IOException {
        out.writeArrayFieldStart("sort");
        out.writeStartObject();
        out.writeStringField(sort.first(), sort.firstDirection());
        out.writeEndObject();
        out.writeStartObject();
        out.writeStringField(sort.second(), "asc");
        out.writeEndObject();
        out.writeEndArray();
    }

    private static void writeAfter(JsonGenerator out, @Nullable PageEnd after) throws IOException {
        if (after != null) {
            out.writeArrayFieldStart("search_after");
            out.writeNumber(clamped(after.time()));
            out.writeString(after.id());
            out.writeEndArray();
        }
    }

    private static void writeFilter(JsonGenerator out, AnomalyQuery query) throws IOException {
        out.writeObjectFieldStart("query");
        out.writeObjectFieldStart("bool");
        out.writeArrayFieldStart("filter");
        writeTerm(out, "sensor", query.sensor());
        writeTerm(out, "episode", query.episode());
        out.writeStartObject();
        out.writeObjectFieldStart("range");
        out.writeObjectFieldStart("time");
        out.writeNumberField("gte", clamped(query.from()));
        out.writeNumberField("lt", clamped(query.to()));
        out.writeEndObject();
        out.writeEndObject();
        out.writeEndObject();
        writeLeastSigmas(out, query.sigmas());
        out.writeEndArray();
        out.writeEndObject();
        out.writeEndObject();
    }

    private static void writeFilter(JsonGenerator out, EpisodeQuery query) throws IOException {
        out.writeObjectFieldStart("query");
        out.writeObjectFieldStart("bool");
        out.writeArrayFieldStart("filter");
        writeTerm(out, "sensor", query.sensor());
        Boolean open = query.open();
        writeTerm(out, "state", open == null ? null : open ? "open" : "closed");
        writeBound(out, "last", "gte", query.from());
        writeBound(out, "first", "lt", query.to());
        out.writeEndArray();
        out.writeEndObject();
        out.writeEndObject();
    }

    private static void writeBound(JsonGenerator out, String field, String bound, long millis) throws IOException {
        out.writeStartObject();
        out.writeObjectFieldStart("range");
        out.writeObjectFieldStart(field);
        out.writeNumberField(bound, clamped(millis));
        out.writeEndObject();
        out.writeEndObject();
        out.writeEndObject();
    }

    private static void writeTerm(JsonGenerator out, String field, @Nullable String value) throws IOException {
        if (value != null) {
            out.writeStartObject();
            out.writeObjectFieldStart("term");
            out.writeStringField(field, value);
            out.writeEndObject();
            out.writeEndObject();
        }
    }

    /** Not nearer than that: where the baseline is constant there is no number, which is farther than any. */
    private static void writeLeastSigmas(JsonGenerator out, @Nullable Double least) throws IOException {
        if (least != null) {
            out.writeStartObject();
            out.writeObjectFieldStart("bool");
            out.writeArrayFieldStart("must_not");
            out.writeStartObject();
            out.writeObjectFieldStart("range");
            out.writeObjectFieldStart("sigmas");
            out.writeNumberField("lt", least);
            out.writeEndObject();
            out.writeEndObject();
            out.writeEndObject();
            out.writeEndArray();
            out.writeEndObject();
            out.writeEndObject();
        }
    }

    private static long clamped(long millis) {
        return Math.max(-FARTHEST_MILLIS, Math.min(FARTHEST_MILLIS, millis));
    }

    @Override
    public void close() {
        http.close();
    }
}
