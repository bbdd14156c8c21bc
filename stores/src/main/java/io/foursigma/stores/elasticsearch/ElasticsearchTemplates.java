// SPDX-License-Identifier: Apache-2.0
package io.foursigma.stores.elasticsearch;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.foursigma.schemas.Resources;
import io.foursigma.schemas.json.Json;
import io.foursigma.schemas.json.JsonFields;
import io.foursigma.schemas.settings.Settings;
import io.foursigma.schemas.settings.SettingsTable;
import io.foursigma.stores.StoreException;
import io.foursigma.stores.elasticsearch.ElasticsearchHttp.Answer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Installs the index templates, and checks that new indexes will really follow them. */
public final class ElasticsearchTemplates {

    private static final Logger LOG = LoggerFactory.getLogger(ElasticsearchTemplates.class);
    private static final List<String> NAMES = List.of("anomalies", "windows", "ledger", "episodes");

    private static final int NOT_FOUND = 404;

    private final Settings settings;

    /** Templates for the address and the prefix that are set. */
    public ElasticsearchTemplates(Settings settings) {
        this.settings = settings;
    }

    /**
     * Puts the templates, checks what a new index would get, and adds to the indexes that exist the fields that they do
     * not know yet. May be repeated at any time.
     *
     * @throws StoreException if Elasticsearch does not answer, refuses, or another template wins over ours
     */
    public void install() {
        try (ElasticsearchHttp http = new ElasticsearchHttp(settings)) {
            for (String name : NAMES) {
                install(http, settings.get(SettingsTable.ELASTICSEARCH_PREFIX), name);
            }
        }
    }

    /** Where a template is, by the prefix of its indexes and the name of its kind. */
    static String path(String prefix, String name) {
        return "/_index_template/" + prefix + '-' + name;
    }

    private static void install(ElasticsearchHttp http, String prefix, String name) {
        String template = prefix + '-' + name;
        String path = path(prefix, name);
        String json = Resources.text("elasticsearch/" + name + ".json").replace("${prefix}", prefix);
        http.need("PUT", path, json.getBytes(StandardCharsets.UTF_8));
        check(http, template);
        addFields(http, template, json);
        LOG.info("index template {} is installed", template);
    }

    /** The index of this month may be older than a field: it is strict, and would refuse every document that has it. */
    private static void addFields(ElasticsearchHttp http, String template, String json) {
        String path = '/' + template + "*/_mapping?allow_no_indices=true&ignore_unavailable=true";
        try {
            Answer answer = http.send("PUT", path, mappings(json));
            if (answer.status() != NOT_FOUND) {
                http.good(answer, "PUT", path);
            }
        } catch (IOException e) {
            throw http.away("PUT", path, e);
        }
    }

    private static byte[] mappings(String template) throws IOException {
        try (JsonParser in = Json.FACTORY.createParser(template)) {
            while (in.nextToken() != null) {
                if (in.currentToken() == JsonToken.FIELD_NAME
                        && in.currentName().equals("mappings")) {
                    in.nextToken();
                    return Json.bytes(out -> out.copyCurrentStructure(in));
                }
            }
        }
        throw new IllegalStateException("a template has mappings: " + template);
    }

    /** Asks what an index would get that matches the pattern: a template of higher priority may stand in the way. */
    private static void check(ElasticsearchHttp http, String template) {
        String path = "/_index_template/_simulate_index/" + template + "-check";
        try {
            JsonFields simulated = JsonFields.read(
                    http.good(http.send("POST", path), "POST", path).body());
            JsonFields mappings = simulated.object("template").object("mappings");
            if (!mappings.has("dynamic") || !mappings.text("dynamic").equals("strict")) {
                throw new StoreException("new indexes " + template + "-* would not follow the template " + template
                        + " but another one that matches them with a higher priority; remove that one, or set another "
                        + SettingsTable.ELASTICSEARCH_PREFIX.name());
            }
        } catch (IOException e) {
            throw http.away("POST", path, e);
        }
    }
}
