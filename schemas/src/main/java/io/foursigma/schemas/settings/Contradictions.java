// SPDX-License-Identifier: Apache-2.0
package io.foursigma.schemas.settings;

import static io.foursigma.schemas.settings.SettingsTable.COLLECT_HTTP_MAX_BODY_BYTES;
import static io.foursigma.schemas.settings.SettingsTable.COLLECT_HTTP_PORT;
import static io.foursigma.schemas.settings.SettingsTable.COLLECT_KAFKA_TOPIC;
import static io.foursigma.schemas.settings.SettingsTable.COLLECT_MAX_BYTES;
import static io.foursigma.schemas.settings.SettingsTable.COLLECT_MQTT_SENSOR;
import static io.foursigma.schemas.settings.SettingsTable.COLLECT_MQTT_TOPICS;
import static io.foursigma.schemas.settings.SettingsTable.COLLECT_WEBSOCKET_ENDPOINT;
import static io.foursigma.schemas.settings.SettingsTable.DEAD_LETTERS_TOPIC;
import static io.foursigma.schemas.settings.SettingsTable.OFF;
import static io.foursigma.schemas.settings.SettingsTable.POLICIES_TOPIC;
import static io.foursigma.schemas.settings.SettingsTable.READINGS_TOPIC;
import static io.foursigma.schemas.settings.SettingsTable.RESULTS_TOPIC;
import static io.foursigma.schemas.settings.SettingsTable.STATE_BUCKETS;
import static io.foursigma.schemas.settings.SettingsTable.TIME_EARLIEST;
import static io.foursigma.schemas.settings.SettingsTable.TIME_LATEST;
import static io.foursigma.schemas.settings.SettingsTable.TOPOLOGY_STATEFUL_TASKS;
import static io.foursigma.schemas.settings.SettingsTable.WEBHOOKS_URLS;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Settings that do not go together, although each is good by itself. */
final class Contradictions {

    private Contradictions() {}

    /** Each of them. */
    static List<SettingsException.Problem> in(Settings settings) {
        List<SettingsException.Problem> problems = new ArrayList<>();
        if (settings.get(TOPOLOGY_STATEFUL_TASKS).orElse(1) > settings.get(STATE_BUCKETS)) {
            problems.add(new SettingsException.Problem(
                    TOPOLOGY_STATEFUL_TASKS.name(),
                    settings.text(TOPOLOGY_STATEFUL_TASKS),
                    "there are fewer buckets than tasks (state.buckets = " + settings.text(STATE_BUCKETS) + ")",
                    "give fewer tasks"));
        }
        if (!settings.get(TIME_EARLIEST).isBefore(settings.get(TIME_LATEST))) {
            problems.add(new SettingsException.Problem(
                    TIME_EARLIEST.name(),
                    settings.text(TIME_EARLIEST),
                    "no time lies before time.latest = " + settings.text(TIME_LATEST),
                    "give an earlier time"));
        }
        if (settings.get(COLLECT_HTTP_MAX_BODY_BYTES) > settings.get(COLLECT_MAX_BYTES)) {
            problems.add(new SettingsException.Problem(
                    COLLECT_HTTP_MAX_BODY_BYTES.name(),
                    settings.text(COLLECT_HTTP_MAX_BODY_BYTES),
                    "no such body has room in collect.max-bytes = " + settings.text(COLLECT_MAX_BYTES),
                    "give a smaller size, or more room"));
        }
        if (!settings.text(COLLECT_WEBSOCKET_ENDPOINT).equals(OFF)
                && settings.get(COLLECT_HTTP_PORT).isEmpty()) {
            problems.add(new SettingsException.Problem(
                    COLLECT_WEBSOCKET_ENDPOINT.name(),
                    settings.text(COLLECT_WEBSOCKET_ENDPOINT),
                    "devices connect to the port of HTTP, and there is none (collect.http.port = off)",
                    "give a port"));
        }
        if (settings.get(COLLECT_KAFKA_TOPIC).equals(settings.get(READINGS_TOPIC))) {
            problems.add(new SettingsException.Problem(
                    COLLECT_KAFKA_TOPIC.name(),
                    settings.text(COLLECT_KAFKA_TOPIC),
                    "this is the topic that readings are published to (topics.readings)",
                    "give the topic that they come from"));
        }
        if (Stream.of(READINGS_TOPIC, RESULTS_TOPIC, DEAD_LETTERS_TOPIC)
                .anyMatch(topic -> settings.get(topic).equals(settings.get(POLICIES_TOPIC)))) {
            problems.add(new SettingsException.Problem(
                    POLICIES_TOPIC.name(),
                    settings.text(POLICIES_TOPIC),
                    "this topic holds something else, which its compaction would delete",
                    "give a topic of its own"));
        }
        if (settings.get(WEBHOOKS_URLS).stream()
                        .map(NamedAddress::name)
                        .distinct()
                        .count()
                < settings.get(WEBHOOKS_URLS).size()) {
            problems.add(new SettingsException.Problem(
                    WEBHOOKS_URLS.name(),
                    settings.text(WEBHOOKS_URLS),
                    "two receivers of one name would share what each is to be told",
                    "give each a name of its own"));
        }
        int levels = settings.get(COLLECT_MQTT_SENSOR).levels();
        settings.get(COLLECT_MQTT_TOPICS).stream()
                .filter(filter -> TopicFilters.mostLevels(filter) < levels)
                .map(filter -> new SettingsException.Problem(
                        COLLECT_MQTT_SENSOR.name(),
                        settings.text(COLLECT_MQTT_SENSOR),
                        "no topic of the filter '" + filter + "' has " + levels + " levels",
                        "give lower levels, the first is 1"))
                .forEach(problems::add);
        return problems;
    }
}
