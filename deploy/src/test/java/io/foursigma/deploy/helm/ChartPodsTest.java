// SPDX-License-Identifier: Apache-2.0
package io.foursigma.deploy.helm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Pods may do no more than they need, and are asked for what they have. */
class ChartPodsTest {

    @ParameterizedTest
    @EnumSource
    void everyPodRunsWithoutRights(ValueFiles values, @TempDir Path folder) throws IOException {
        List<JsonNode> pods = values.rendered(folder).pods();
        assertThat(pods).hasSize(values == ValueFiles.EVERYTHING ? 5 : 3);
        for (JsonNode pod : pods) {
            JsonNode security = pod.path("securityContext");
            assertThat(security.path("runAsNonRoot").booleanValue()).isTrue();
            assertThat(security.path("runAsUser").intValue()).isPositive();
            assertThat(security.at("/seccompProfile/type").asText()).isEqualTo("RuntimeDefault");
            assertThat(pod.path("automountServiceAccountToken").asText()).isEqualTo("false");
            for (JsonNode container : containers(pod)) {
                JsonNode own = container.path("securityContext");
                assertThat(own.path("readOnlyRootFilesystem").booleanValue()).isTrue();
                assertThat(own.path("allowPrivilegeEscalation").asText()).isEqualTo("false");
                assertThat(own.at("/capabilities/drop").toString()).isEqualTo("[\"ALL\"]");
                assertThat(container.path("volumeMounts").findValuesAsText("mountPath"))
                        .contains("/tmp");
                assertThat(container.at("/resources/limits/memory").isTextual()).isTrue();
            }
        }
    }

    /** A Service foursigma-relay would set FOURSIGMA_RELAY_PORT to an address, which the settings refuse. */
    @ParameterizedTest
    @EnumSource
    void noPodGetsVariablesOfServices(ValueFiles values, @TempDir Path folder) throws IOException {
        for (JsonNode pod : values.rendered(folder).pods()) {
            assertThat(pod.path("enableServiceLinks").asText()).isEqualTo("false");
        }
    }

    @Test
    void probesAskForAPathThatTheRelayServesWithoutItsStores(@TempDir Path folder) throws IOException {
        String pageFromTheRelayItself = "| `GET /` | the page | the relay |";
        assertThat(Files.readString(Chart.HOME.resolve("docs/http-api.md"))).contains(pageFromTheRelayItself);
        JsonNode relay = ValueFiles.EVERYTHING
                .rendered(folder)
                .one("Deployment", "-relay")
                .at("/spec/template/spec/containers/0");
        for (String probe : List.of("startupProbe", "readinessProbe", "livenessProbe")) {
            assertThat(relay.path(probe).at("/httpGet/path").asText()).as(probe).isEqualTo("/");
            assertThat(relay.path(probe).at("/httpGet/port"))
                    .as(probe)
                    .isEqualTo(relay.path("ports").path(0).path("name"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void probesOfTheCollectorAskForItsMetricsAsItSpeaks(ValueFiles values, @TempDir Path folder) throws IOException {
        assertThat(Files.readString(Chart.HOME.resolve("docs/collectors.md"))).contains("`GET /metrics`");
        JsonNode collector =
                values.rendered(folder).one("Deployment", "-collector").at("/spec/template/spec/containers/0");
        boolean isTls = collector.path("env").toString().contains("FOURSIGMA_COLLECT_HTTP_KEYSTORE");
        for (String probe : List.of("startupProbe", "readinessProbe", "livenessProbe")) {
            JsonNode get = collector.path(probe).path("httpGet");
            assertThat(get.path("path").asText()).as(probe).isEqualTo("/metrics");
            assertThat(get.path("scheme").asText()).as(probe).isEqualTo(isTls ? "HTTPS" : "HTTP");
            assertThat(get.path("port"))
                    .as(probe)
                    .isEqualTo(collector.path("ports").path(0).path("name"));
        }
    }

    @Test
    void newSettingsMakeNewPods(@TempDir Path first, @TempDir Path second) throws IOException {
        String checksum = "/spec/template/metadata/annotations/checksum~1settings";
        String before = ValueFiles.DEFAULT
                .rendered(first)
                .one("Deployment", "-relay")
                .at(checksum)
                .textValue();
        Chart changed = Chart.FOURSIGMA.copyTo(second, "values.yaml", "redis:6379", "other:6379");
        assertThat(new Rendered(changed.render(List.of()))
                        .one("Deployment", "-relay")
                        .at(checksum)
                        .textValue())
                .hasSize(64)
                .isNotEqualTo(before);
    }

    private static List<JsonNode> containers(JsonNode pod) {
        List<JsonNode> containers = new ArrayList<>();
        Stream.of("initContainers", "containers").forEach(kind -> pod.path(kind).forEach(containers::add));
        assertThat(containers).isNotEmpty();
        return containers;
    }
}
