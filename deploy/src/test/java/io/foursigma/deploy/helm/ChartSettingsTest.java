// SPDX-License-Identifier: Apache-2.0
package io.foursigma.deploy.helm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.foursigma.schemas.settings.Setting;
import io.foursigma.schemas.settings.Settings;
import io.foursigma.schemas.settings.SettingsTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the pods get as settings is what the code takes as settings, and secrets stay where they are. */
class ChartSettingsTest {

    @ParameterizedTest
    @EnumSource
    void configMapHoldsSettingsThatTheCodeAccepts(ValueFiles values, @TempDir Path folder) throws IOException {
        Map<String, String> environment = Rendered.texts(
                values.rendered(folder).one("ConfigMap", "-settings").path("data"));
        Settings settings = Settings.resolve(environment, Map.of());
        assertThat(settings.texts()).hasSameSizeAs(environment);
        assertThat(settings.get(SettingsTable.RELAY_HOST)).isEqualTo("0.0.0.0");
    }

    @Test
    void everySettingBecomesItsEnvironmentVariable(@TempDir Path folder) throws IOException {
        Map<String, String> given = new HashMap<>();
        Map<String, String> expected = new HashMap<>();
        for (Setting<?> setting : settingsOfTheValues()) {
            given.put(setting.name(), setting.defaultText());
            expected.put(setting.environmentName(), setting.defaultText());
        }
        expected.put(SettingsTable.RELAY_HOST.environmentName(), "0.0.0.0");
        expected.put(SettingsTable.RELAY_PORT.environmentName(), "8080");
        expected.put(SettingsTable.COLLECT_HTTP_HOST.environmentName(), "0.0.0.0");
        expected.put(SettingsTable.COLLECT_HTTP_PORT.environmentName(), "8090");
        expected.put(SettingsTable.WEBHOOKS_HOST.environmentName(), "0.0.0.0");
        expected.put(SettingsTable.WEBHOOKS_PORT.environmentName(), "8091");
        Path file = folder.resolve("values.yaml");
        Chart.YAML.writeValue(file.toFile(), Map.of("settings", given));
        JsonNode configMap = new Rendered(Chart.FOURSIGMA.render(List.of(file))).one("ConfigMap", "-settings");
        assertThat(Rendered.texts(configMap.path("data"))).isEqualTo(expected);
    }

    /** Without accounts a relay answers under names that it is told only. */
    @Test
    void namesOfTheIngressAreThoseOfTheRelay(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("values.yaml");
        List<String> hosts = List.of("a.example.org", "b.example.org");
        Chart.YAML.writeValue(file.toFile(), Map.of("ingress", Map.of("enabled", true, "hosts", hosts)));
        JsonNode configMap = new Rendered(Chart.FOURSIGMA.render(List.of(file))).one("ConfigMap", "-settings");
        Settings settings = Settings.resolve(Rendered.texts(configMap.path("data")), Map.of());
        assertThat(settings.get(SettingsTable.RELAY_HOSTS)).isEqualTo(hosts);
    }

    @Test
    void schemaOfTheValuesKnowsTheSettingsByName() throws IOException {
        JsonNode names = new ObjectMapper()
                .readTree(Chart.FOURSIGMA.folder().resolve("values.schema.json").toFile())
                .at("/definitions/setting/enum");
        List<String> known = new ArrayList<>();
        names.forEach(name -> known.add(name.textValue()));
        assertThat(known)
                .as(
                        "definitions.setting in values.schema.json; relay.host, relay.port, collect.http.host, collect.http.port, webhooks.host and webhooks.port are the"
                                + " chart's own")
                .containsExactlyElementsOf(
                        settingsOfTheValues().stream().map(Setting::name).toList());
    }

    @Test
    void settingFromASecretIsAReferenceAndNothingElse(@TempDir Path folder) throws IOException {
        Rendered rendered = ValueFiles.EVERYTHING.rendered(folder);
        String variable = SettingsTable.REDIS_ADDRESS.environmentName();
        assertThat(Rendered.texts(rendered.one("ConfigMap", "-settings").path("data")))
                .doesNotContainKey(variable);
        List<JsonNode> references = new ArrayList<>();
        for (JsonNode pod : rendered.pods()) {
            pod.findValues("env")
                    .forEach(list -> list.forEach(variableOfPod -> {
                        if (variableOfPod.path("name").asText().equals(variable)) {
                            references.add(variableOfPod);
                        }
                    }));
        }
        assertThat(references)
                .hasSize(5)
                .allSatisfy(reference -> assertThat(reference.toString())
                        .isEqualTo("{\"name\":\"" + variable
                                + "\",\"valueFrom\":{\"secretKeyRef\":{\"name\":\"stores\",\"key\":\"redis\"}}}"));
    }

    @Test
    void filesOfSecretsLieWhereTheCodeIsTold(@TempDir Path folder) throws IOException {
        Rendered rendered = ValueFiles.EVERYTHING.rendered(folder);
        Map.of("-relay", SettingsTable.RELAY_ACCOUNTS, "-webhooks", SettingsTable.WEBHOOKS_SECRET_FILE)
                .forEach((component, setting) -> {
                    JsonNode container = rendered.one("Deployment", component).at("/spec/template/spec/containers/0");
                    List<String> told = new ArrayList<>();
                    container.path("env").forEach(variable -> {
                        if (variable.path("name").asText().equals(setting.environmentName())) {
                            told.add(variable.path("value").asText());
                        }
                    });
                    List<String> mounts = container.path("volumeMounts").findValuesAsText("mountPath");
                    assertThat(told)
                            .singleElement()
                            .satisfies(path -> assertThat(mounts).anyMatch(mount -> path.startsWith(mount + '/')));
                });
    }

    @ParameterizedTest
    @EnumSource
    void whatTheCollectorIsToldBesideIsAcceptedByTheCode(ValueFiles values, @TempDir Path folder) throws IOException {
        Rendered rendered = values.rendered(folder);
        Map<String, String> environment = new HashMap<>(
                Rendered.texts(rendered.one("ConfigMap", "-settings").path("data")));
        JsonNode pod = rendered.one("Deployment", "-collector").at("/spec/template/spec");
        pod.at("/containers/0/env").forEach(variable -> {
            if (variable.has("value") && variable.path("name").asText().startsWith(Setting.ENVIRONMENT_PREFIX)) {
                environment.put(
                        variable.path("name").asText(), variable.path("value").asText());
            }
        });
        Settings settings = Settings.resolve(environment, Map.of());
        List<String> mounts = pod.at("/containers/0/volumeMounts").findValuesAsText("mountPath");
        List<String> paths = new ArrayList<>();
        for (Setting<String> path : List.of(
                SettingsTable.COLLECT_SPOOL_FOLDER,
                SettingsTable.COLLECT_FILES_STATE,
                SettingsTable.COLLECT_KEYS_FILE,
                SettingsTable.COLLECT_HTTP_KEYSTORE,
                SettingsTable.COLLECT_HTTP_KEYSTORE_PASSWORD_FILE)) {
            if (!settings.get(path).equals(SettingsTable.OFF)) {
                paths.add(settings.get(path));
            }
        }
        assertThat(paths)
                .hasSize(values == ValueFiles.EVERYTHING ? 5 : 2)
                .allSatisfy(path -> assertThat(mounts).anyMatch(mount -> path.startsWith(mount + '/')));
        assertThat(settings.get(SettingsTable.COLLECT_HTTP_PORT))
                .hasValue(pod.at("/containers/0/ports/0/containerPort").asInt());
        settings.get(SettingsTable.COLLECT_MQTT_URL)
                .ifPresent(broker ->
                        assertThat(rendered.has("Service", broker.getHost())).isTrue());
        assertThat(settings.get(SettingsTable.COLLECT_MQTT_URL).isPresent()).isEqualTo(values == ValueFiles.EVERYTHING);
    }

    @Test
    void noTemplateMakesASecret() throws IOException {
        try (var files = Files.list(Chart.FOURSIGMA.folder().resolve("templates"))) {
            for (Path file : files.toList()) {
                assertThat(Files.readString(file)).as(file.toString()).doesNotContain("kind: Secret");
            }
        }
    }

    /** All settings but those of the processes' own addresses, which the chart gives. */
    private static List<Setting<?>> settingsOfTheValues() {
        List<Setting<?>> settings = new ArrayList<>(SettingsTable.ALL);
        settings.removeAll(List.of(
                SettingsTable.RELAY_HOST,
                SettingsTable.RELAY_PORT,
                SettingsTable.COLLECT_HTTP_HOST,
                SettingsTable.COLLECT_HTTP_PORT,
                SettingsTable.WEBHOOKS_HOST,
                SettingsTable.WEBHOOKS_PORT));
        return settings;
    }
}
