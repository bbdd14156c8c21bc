// SPDX-License-Identifier: Apache-2.0
package io.foursigma.deploy.compose;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.foursigma.schemas.settings.Setting;
import io.foursigma.schemas.settings.Settings;
import io.foursigma.schemas.settings.SettingsTable;
import java.net.URI;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the file sets is accepted by the code, and leads to what the other services serve. */
final class ComposeSettingsTest {

    private static final List<String> OURS = List.of("collector", "relay", "simulator", "submitter", "webhooks");

    private final ComposeFile compose = ComposeFile.read();

    @ParameterizedTest
    @ValueSource(strings = {"collector", "relay", "simulator", "submitter", "webhooks"})
    void ourProcessesAcceptTheirEnvironment(String service) {
        Map<String, String> environment = compose.environment(service);
        assertThat(environment.keySet()).anyMatch(name -> name.startsWith(Setting.ENVIRONMENT_PREFIX));
        Settings settings = Settings.resolve(environment, Map.of());
        assertThat(settings.texts()).isNotEmpty();
    }

    @Test
    void settingsStandOnlyWhereOurProcessesRun() {
        Set<String> elsewhere = new TreeSet<>(compose.services().keySet());
        elsewhere.removeAll(OURS);
        assertThat(elsewhere)
                .allSatisfy(service -> assertThat(compose.environment(service).keySet())
                        .noneMatch(name -> name.startsWith(Setting.ENVIRONMENT_PREFIX)));
    }

    @Test
    void whatTwoOfOurProcessesSetTheySetAlike() {
        Map<String, String> all = new TreeMap<>();
        for (String service : OURS) {
            compose.environment(service).forEach((name, value) -> {
                if (name.startsWith(Setting.ENVIRONMENT_PREFIX)) {
                    assertThat(all.getOrDefault(name, value))
                            .as(service + ": " + name)
                            .isEqualTo(value);
                    all.put(name, value);
                }
            });
        }
        assertThat(all).containsKey(SettingsTable.WINDOW_LENGTH.environmentName());
    }

    @Test
    void theAddressesOfTheStoresLeadToTheirServices() {
        Settings settings = Settings.resolve(compose.environment("submitter"), Map.of());
        URI elasticsearch = URI.create(settings.get(SettingsTable.ELASTICSEARCH_URL));
        assertThat(compose.environment("kafka").get("KAFKA_ADVERTISED_LISTENERS"))
                .contains("INSIDE://" + settings.get(SettingsTable.KAFKA_BOOTSTRAP));
        assertThat(compose.environment("kafka").get("KAFKA_LISTENERS")).contains("INSIDE://:19092");
        assertThat(settings.get(SettingsTable.CASSANDRA_CONTACT_POINTS))
                .isEqualTo("cassandra:" + containerPort("cassandra"));
        assertThat(elasticsearch.getAuthority()).isEqualTo("elasticsearch:" + containerPort("elasticsearch"));
        assertThat(settings.get(SettingsTable.REDIS_ADDRESS)).isEqualTo("redis:" + containerPort("redis"));
        assertThat(compose.environment("kibana")).containsEntry("ELASTICSEARCH_HOSTS", elasticsearch.toString());
    }

    @Test
    void thePublishedPortOfTheRelayIsTheOneItListensOnForAll() {
        Settings settings = Settings.resolve(compose.environment("relay"), Map.of());
        assertThat(settings.get(SettingsTable.RELAY_PORT)).isEqualTo(containerPort("relay"));
        assertThat(settings.get(SettingsTable.RELAY_HOST)).isEqualTo("0.0.0.0");
    }

    @Test
    void thePublishedPortOfTheCollectorIsTheOneItListensOnForAll() {
        Settings settings = Settings.resolve(compose.environment("collector"), Map.of());
        assertThat(settings.get(SettingsTable.COLLECT_HTTP_PORT)).hasValue(containerPort("collector"));
        assertThat(settings.get(SettingsTable.COLLECT_HTTP_HOST)).isEqualTo("0.0.0.0");
        assertThat(compose.environment("kafka").get("KAFKA_ADVERTISED_LISTENERS"))
                .contains("INSIDE://" + settings.get(SettingsTable.KAFKA_BOOTSTRAP));
    }

    @Test
    void thePublishedPortOfWebhooksIsTheOneTheyListenOnForAll() {
        Settings settings = Settings.resolve(compose.environment("webhooks"), Map.of());
        assertThat(settings.get(SettingsTable.WEBHOOKS_PORT)).hasValue(containerPort("webhooks"));
        assertThat(settings.get(SettingsTable.WEBHOOKS_HOST)).isEqualTo("0.0.0.0");
        assertThat(compose.service("webhooks").path("healthcheck").path("test").toString())
                .contains(":" + containerPort("webhooks") + "/health");
    }

    @Test
    void whatTheCollectorKeepsLiesOnItsVolume() {
        Settings settings = Settings.resolve(compose.environment("collector"), Map.of());
        String mount =
                compose.service("collector").path("volumes").path(0).asText().split(":", -1)[1];
        assertThat(settings.get(SettingsTable.COLLECT_SPOOL_FOLDER)).startsWith(mount + '/');
        assertThat(settings.get(SettingsTable.COLLECT_FILES_STATE)).startsWith(mount + '/');
        assertThat(ComposeFile.path("deploy/images/collector" + mount)).isDirectory();
    }

    @Test
    void theBrokerListensWhereTheDocumentSendsTheCollector() {
        String url = "mqtt://mqtt:" + containerPort("mqtt");
        assertThat(ComposeFile.file("docs/docker.md"))
                .contains("FS_MQTT_URL=" + url + " docker compose --profile mqtt");
        assertThat(ComposeFile.file("deploy/compose/mosquitto.conf")).contains("listener " + containerPort("mqtt"));
        Settings settings = Settings.resolve(Map.of("FOURSIGMA_COLLECT_MQTT_URL", url), Map.of());
        assertThat(settings.get(SettingsTable.COLLECT_MQTT_URL)).isPresent();
    }

    @Test
    void prometheusAsksEveryWorkerThatTheSupervisorHasASlotFor() {
        Settings settings = Settings.resolve(compose.environment("submitter"), Map.of());
        JsonNode storm = ComposeFile.yaml("deploy/compose/storm.yaml");
        int offset = settings.get(SettingsTable.METRICS_PORT_OFFSET).orElseThrow();
        List<String> expected = elements(storm.path("supervisor.slots.ports")).stream()
                .map(slot -> "supervisor:" + (slot.asInt() + offset))
                .toList();
        JsonNode jobs = ComposeFile.yaml("deploy/compose/prometheus.yml").path("scrape_configs");
        assertThat(elements(jobs.path(0).path("static_configs").path(0).path("targets")))
                .extracting(JsonNode::asText)
                .containsExactlyElementsOf(expected);
        assertThat(compose.service("supervisor").path("hostname").asText()).isEqualTo("supervisor");
        assertThat(settings.get(SettingsTable.METRICS_HOST)).isEqualTo("0.0.0.0");
        assertThat(settings.get(SettingsTable.TOPOLOGY_WORKERS)).isBetween(1, expected.size());
    }

    @Test
    void stormFindsItsOtherPartsByTheNamesOfServices() {
        JsonNode storm = ComposeFile.yaml("deploy/compose/storm.yaml");
        Set<String> named = new HashSet<>();
        elements(storm.path("storm.zookeeper.servers")).forEach(name -> named.add(name.asText()));
        elements(storm.path("nimbus.seeds")).forEach(name -> named.add(name.asText()));
        assertThat(named).containsExactlyInAnyOrder("zookeeper", "nimbus");
        assertThat(compose.services()).containsKeys("zookeeper", "nimbus");
        assertThat(compose.service("nimbus").path("hostname").asText()).isEqualTo("nimbus");
    }

    private int containerPort(String service) {
        String published = compose.service(service).path("ports").path(0).asText();
        return Integer.parseInt(published.substring(published.lastIndexOf(':') + 1));
    }

    private static List<JsonNode> elements(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false).toList();
    }
}
