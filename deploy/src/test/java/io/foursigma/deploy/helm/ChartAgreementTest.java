// SPDX-License-Identifier: Apache-2.0
package io.foursigma.deploy.helm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The rendered objects name each other as they are. */
class ChartAgreementTest {

    private static final String POD_LABELS = "/spec/template/metadata/labels";

    @ParameterizedTest
    @EnumSource
    void everySelectorOfTheRelayFindsItsPods(ValueFiles values, @TempDir Path folder) throws IOException {
        Rendered rendered = values.rendered(folder);
        JsonNode relay = rendered.one("Deployment", "-relay");
        Map<String, String> selected = Rendered.texts(relay.at("/spec/selector/matchLabels"));
        assertThat(selected).isNotEmpty();
        assertThat(Rendered.texts(relay.at(POD_LABELS))).containsAllEntriesOf(selected);
        assertThat(Rendered.texts(rendered.one("Service", "-relay").at("/spec/selector")))
                .isEqualTo(selected);
        assertThat(Rendered.texts(rendered.one("NetworkPolicy", "-relay").at("/spec/podSelector/matchLabels")))
                .isEqualTo(selected);
        for (JsonNode budget : rendered.all("PodDisruptionBudget")) {
            if (budget.at("/metadata/name").asText().endsWith("-relay")) {
                assertThat(Rendered.texts(budget.at("/spec/selector/matchLabels")))
                        .isEqualTo(selected);
            }
        }
        for (JsonNode spread : relay.at("/spec/template/spec/topologySpreadConstraints")) {
            assertThat(Rendered.texts(spread.at("/labelSelector/matchLabels"))).isEqualTo(selected);
        }
    }

    @ParameterizedTest
    @EnumSource
    void noSelectorOfTheRelayFindsTheSubmitter(ValueFiles values, @TempDir Path folder) throws IOException {
        Rendered rendered = values.rendered(folder);
        Map<String, String> submitter =
                Rendered.texts(rendered.one("Job", "-submitter").at(POD_LABELS));
        JsonNode policy = rendered.one("NetworkPolicy", "-submitter");
        assertThat(submitter).containsAllEntriesOf(Rendered.texts(policy.at("/spec/podSelector/matchLabels")));
        assertThat(Rendered.texts(rendered.one("Service", "-relay").at("/spec/selector")))
                .isNotEqualTo(Rendered.texts(policy.at("/spec/podSelector/matchLabels")))
                .containsEntry("app.kubernetes.io/component", "relay");
        assertThat(submitter).containsEntry("app.kubernetes.io/component", "submitter");
    }

    @ParameterizedTest
    @EnumSource
    void everySelectorOfTheOthersFindsTheirPods(ValueFiles values, @TempDir Path folder) throws IOException {
        Rendered rendered = values.rendered(folder);
        List<String> components =
                values == ValueFiles.EVERYTHING ? List.of("-collector", "-mqtt", "-webhooks") : List.of("-collector");
        for (String component : components) {
            JsonNode deployment = rendered.one("Deployment", component);
            Map<String, String> selected = Rendered.texts(deployment.at("/spec/selector/matchLabels"));
            assertThat(selected).containsEntry("app.kubernetes.io/component", component.substring(1));
            assertThat(Rendered.texts(deployment.at(POD_LABELS))).containsAllEntriesOf(selected);
            JsonNode policy = rendered.one("NetworkPolicy", component);
            assertThat(Rendered.texts(policy.at("/spec/podSelector/matchLabels")))
                    .isEqualTo(selected);
            JsonNode port = deployment.at("/spec/template/spec/containers/0/ports/0/name");
            assertThat(policy.at("/spec/ingress/0/ports/0/port")).isEqualTo(port);
            if (!component.equals("-webhooks")) {
                JsonNode service = rendered.one("Service", component);
                assertThat(Rendered.texts(service.at("/spec/selector"))).isEqualTo(selected);
                assertThat(service.at("/spec/ports/0/targetPort")).isEqualTo(port);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void everyObjectThatAPodNamesIsRendered(ValueFiles values, @TempDir Path folder) throws IOException {
        Rendered rendered = values.rendered(folder);
        for (JsonNode pod : rendered.pods()) {
            assertThat(rendered.has(
                            "ServiceAccount", pod.path("serviceAccountName").textValue()))
                    .isTrue();
            for (JsonNode configMap : pod.findValues("configMapRef")) {
                assertThat(rendered.has("ConfigMap", configMap.path("name").textValue()))
                        .isTrue();
            }
            for (JsonNode configMap : pod.findValues("configMap")) {
                assertThat(rendered.has("ConfigMap", configMap.path("name").textValue()))
                        .isTrue();
            }
            for (JsonNode container : pod.path("containers")) {
                assertThat(volumes(pod))
                        .containsAll(container.path("volumeMounts").findValuesAsText("name"));
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void everyWayToTheRelayEndsAtItsPort(ValueFiles values, @TempDir Path folder) throws IOException {
        Rendered rendered = values.rendered(folder);
        JsonNode port = rendered.one("Deployment", "-relay").at("/spec/template/spec/containers/0/ports/0");
        JsonNode service = rendered.one("Service", "-relay");
        assertThat(port.path("containerPort").asText())
                .isEqualTo(rendered.one("ConfigMap", "-settings")
                        .at("/data/FOURSIGMA_RELAY_PORT")
                        .textValue());
        assertThat(service.at("/spec/ports/0/targetPort")).isEqualTo(port.path("name"));
        assertThat(rendered.one("NetworkPolicy", "-relay").at("/spec/ingress/0/ports/0/port"))
                .isEqualTo(port.path("name"));
        for (JsonNode ingress : rendered.all("Ingress")) {
            for (JsonNode backend : ingress.findValues("service")) {
                assertThat(backend.path("name")).isEqualTo(service.at("/metadata/name"));
                assertThat(backend.at("/port/name")).isEqualTo(service.at("/spec/ports/0/name"));
            }
            assertThat(ingress.at("/spec/rules").findValues("host"))
                    .isEqualTo(
                            StreamSupport.stream(ingress.at("/spec/tls/0/hosts").spliterator(), false)
                                    .toList());
        }
    }

    private static List<String> volumes(JsonNode pod) {
        return StreamSupport.stream(pod.path("volumes").spliterator(), false)
                .map(volume -> volume.path("name").textValue())
                .toList();
    }
}
