// SPDX-License-Identifier: Apache-2.0
package io.foursigma.stores.elasticsearch;

import io.foursigma.schemas.json.JsonFields;
import io.foursigma.schemas.settings.Settings;
import io.foursigma.schemas.settings.SettingsTable;
import io.foursigma.stores.OnDemand;
import io.foursigma.stores.StoreException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.http.HttpHost;
import org.apache.http.entity.ByteArrayEntity;
import org.apache.http.entity.ContentType;
import org.apache.http.util.EntityUtils;
import org.elasticsearch.client.Request;
import org.elasticsearch.client.Response;
import org.elasticsearch.client.ResponseException;
import org.elasticsearch.client.RestClient;

/** Requests to Elasticsearch as bytes and answers as bytes, so that our own codecs write and read every document. */
final class ElasticsearchHttp implements AutoCloseable {

    private static final int CONNECT_MILLIS = 2_000;
    private static final int ANSWER_MILLIS = 10_000;
    private static final int SHOWN_CHARACTERS = 1_000;

    private final String shownUrl;
    private final OnDemand<RestClient> client;

    /** A client for the address that is set. It connects when it is first used. */
    ElasticsearchHttp(Settings settings) {
        shownUrl = settings.shown(SettingsTable.ELASTICSEARCH_URL);
        String url = settings.get(SettingsTable.ELASTICSEARCH_URL);
        client = new OnDemand<>(() -> RestClient.builder(HttpHost.create(url))
                .setRequestConfigCallback(
                        config -> config.setConnectTimeout(CONNECT_MILLIS).setSocketTimeout(ANSWER_MILLIS))
                .build());
    }

    /**
     * What Elasticsearch answered.
     *
     * @param status the HTTP status
     * @param body the body, empty if there is none
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Answer(int status, byte[] body) {

        boolean good() {
            return status >= 200 && status < 300;
        }

        /** The beginning of the body, for messages. */
        String shown() {
            String text = new String(body, StandardCharsets.UTF_8);
            return "HTTP " + status + ' ' + text.substring(0, Math.min(SHOWN_CHARACTERS, text.length()));
        }
    }

    /** Sends a request without a body and waits for the answer, whatever it is. */
    Answer send(String method, String path) throws IOException {
        return perform(new Request(method, path));
    }

    /** Sends a JSON body and waits for the answer, whatever it is. */
    Answer send(String method, String path, byte[] json) throws IOException {
        Request request = new Request(method, path);
        request.setEntity(new ByteArrayEntity(json, ContentType.APPLICATION_JSON));
        return perform(request);
    }

    /** Sends a JSON body; the fields of the answer. @throws StoreException unless the answer is good */
    JsonFields need(String method, String path, byte[] json) {
        try {
            return JsonFields.read(good(send(method, path, json), method, path).body());
        } catch (IOException e) {
            throw away(method, path, e);
        }
    }

    /** The answer itself. @throws StoreException unless it is good */
    Answer good(Answer answer, String method, String path) {
        if (!answer.good()) {
            throw new StoreException("Elasticsearch at " + shownUrl + " refuses " + method + ' ' + path + ": "
                    + answer.shown() + "; see its log, and what the user may do");
        }
        return answer;
    }

    /** The exception for a request that found no answer. */
    StoreException away(String method, String path, IOException cause) {
        return new StoreException(
                "Elasticsearch at " + shownUrl + " does not answer " + method + ' ' + path + " as it should: " + cause
                        + "; start it, or correct " + SettingsTable.ELASTICSEARCH_URL.name(),
                cause);
    }

    /** The address as it may be shown to anybody. */
    String shownUrl() {
        return shownUrl;
    }

    private Answer perform(Request request) throws IOException {
        try {
            return answer(client.get().performRequest(request));
        } catch (ResponseException e) {
            return answer(e.getResponse());
        }
    }

    private static Answer answer(Response response) throws IOException {
        byte[] body = response.getEntity() == null ? new byte[0] : EntityUtils.toByteArray(response.getEntity());
        return new Answer(response.getStatusLine().getStatusCode(), body);
    }

    @Override
    public void close() {
        Optional<RestClient> made = client.take();
        try {
            if (made.isPresent()) {
                made.get().close();
            }
        } catch (IOException e) {
            throw new StoreException("the client of Elasticsearch at " + shownUrl + " does not close: " + e, e);
        }
    }
}
