// SPDX-License-Identifier: Apache-2.0
package io.foursigma.stores.elasticsearch;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.foursigma.schemas.Indexes;
import io.foursigma.schemas.json.Json;
import io.foursigma.schemas.json.JsonFields;
import io.foursigma.schemas.settings.Settings;
import io.foursigma.stores.StoreException;
import io.foursigma.stores.elasticsearch.ElasticsearchHttp.Answer;
import java.io.IOException;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Finds and deletes indexes of past months. An index whose name is not wholly one of ours is never touched. */
public final class ElasticsearchRetention implements AutoCloseable {

    private static final int NOT_FOUND = 404;

    private final ElasticsearchHttp http;
    private final Indexes indexes;

    /** The indexes at the address and under the prefix that are set. Does not connect. */
    public ElasticsearchRetention(Settings settings) {
        http = new ElasticsearchHttp(settings);
        indexes = ElasticsearchInsightIndex.indexes(settings);
    }

    /**
     * An index.
     *
     * @param name its name
     * @param documents how many documents it holds; 0 if it is closed
     * @param bytes how much of the disk it takes, replicas included; 0 if it is closed
     */
    public record StoredIndex(String name, long documents, long bytes) {}

    /**
     * The indexes of months before a month, by name.
     *
     * @param first the first month that is kept
     * @param archive whether the archives, which hold all before {@code insights.first-month}, are among them
     * @throws StoreException if Elasticsearch does not answer
     */
    public List<StoredIndex> before(YearMonth first, boolean archive) {
        String path = "/_cat/indices/" + indexes.all()
                + "?format=json&bytes=b&h=index,docs.count,store.size&expand_wildcards=open,closed";
        try {
            Answer answer = http.good(http.send("GET", path), "GET", path);
            List<StoredIndex> old = new ArrayList<>();
            for (StoredIndex index : read(answer.body())) {
                boolean past = indexes.month(index.name())
                        .map(month -> month.isBefore(first))
                        .orElse(archive && indexes.isArchive(index.name()));
                if (past) {
                    old.add(index);
                }
            }
            old.sort(Comparator.comparing(StoredIndex::name));
            return old;
        } catch (IOException e) {
            throw http.away("GET", path, e);
        }
    }

    /** Deletes an index for good; one that is gone already is fine. @throws StoreException if it may still be there */
    public void delete(StoredIndex index) {
        String path = '/' + index.name();
        try {
            Answer answer = http.send("DELETE", path);
            if (answer.status() != NOT_FOUND) {
                http.good(answer, "DELETE", path);
            }
        } catch (IOException e) {
            throw http.away("DELETE", path, e);
        }
    }

    private static List<StoredIndex> read(byte[] answer) throws IOException {
        List<StoredIndex> all = new ArrayList<>();
        try (JsonParser in = Json.FACTORY.createParser(answer)) {
            if (in.nextToken() != JsonToken.START_ARRAY) {
                throw new IOException("a list of indexes is expected, but this is " + in.currentToken());
            }
            while (in.nextToken() == JsonToken.START_OBJECT) {
                JsonFields index = JsonFields.read(in);
                all.add(new StoredIndex(index.text("index"), number(index, "docs.count"), number(index, "store.size")));
            }
        }
        return all;
    }

    /** A closed index has neither number. */
    private static long number(JsonFields index, String field) throws IOException {
        try {
            return index.has(field) ? Long.parseLong(index.text(field)) : 0;
        } catch (NumberFormatException e) {
            throw new IOException(field + " is no whole number", e);
        }
    }

    @Override
    public void close() {
        http.close();
    }
}
