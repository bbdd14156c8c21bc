// SPDX-License-Identifier: Apache-2.0
package io.foursigma.deploy.compose;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every service of the file. */
final class ComposeServicesTest {

    /** Services that end when their work is done. */
    private static final Set<String> ONE_SHOTS = Set.of("submitter", "kibana-objects");
    /** Our own services that serve nothing: their process is their health. */
    private static final Set<String> WITHOUT_PORT = Set.of("simulator");

    private static final ComposeFile COMPOSE = ComposeFile.read();

    static Stream<String> services() {
        return COMPOSE.services().keySet().stream();
    }

    @Test
    void everyPartOfTheSystemIsThere() {
        assertThat(COMPOSE.services().keySet())
                .containsExactlyInAnyOrder(
                        "kafka",
                        "cassandra",
                        "elasticsearch",
                        "kibana",
                        "kibana-objects",
                        "redis",
                        "zookeeper",
                        "nimbus",
                        "supervisor",
                        "storm-ui",
                        "submitter",
                        "relay",
                        "collector",
                        "webhooks",
                        "mqtt",
                        "simulator",
                        "prometheus",
                        "grafana");
    }

    @ParameterizedTest
    @MethodSource("services")
    void itHasAHealthCheckUnlessItServesNothing(String name) {
        boolean checked = COMPOSE.service(name).path("healthcheck").has("test");
        assertThat(checked).isEqualTo(!ONE_SHOTS.contains(name) && !WITHOUT_PORT.contains(name));
    }

    @ParameterizedTest
    @MethodSource("services")
    void itIsRestartedAndLimitedInMemoryAndProcessors(String name) {
        JsonNode service = COMPOSE.service(name);
        boolean ends = ONE_SHOTS.contains(name) || WITHOUT_PORT.contains(name);
        assertThat(service.path("restart").asText()).isEqualTo(ends ? "on-failure:10" : "unless-stopped");
        assertThat(service.path("mem_limit").asText()).matches("\\d+[mg]");
        assertThat(service.path("cpus").asDouble()).isPositive();
    }

    @ParameterizedTest
    @MethodSource("services")
    void itsPortsArePublishedOnTheAddressOfTheVariable(String name) {
        JsonNode ports = COMPOSE.raw().path("services").path(name).path("ports");
        assertThat(texts(ports)).allMatch(port -> port.matches("\\$\\{FS_BIND}:\\$\\{FS_PORT_[A-Z_]+}:\\d+"));
        assertThat(COMPOSE.service(name).path("network_mode").asText("")).isEmpty();
        assertThat(COMPOSE.service(name).path("privileged").asBoolean()).isFalse();
    }

    @Test
    void portsStayOnTheLoopbackAndDoNotMeet() {
        Set<String> seen = new HashSet<>();
        assertThat(COMPOSE.variables()).containsEntry("FS_BIND", "127.0.0.1");
        assertThat(COMPOSE.services().values().stream().flatMap(service -> texts(service.path("ports"))))
                .isNotEmpty()
                .allMatch(port -> seen.add(port.split(":", -1)[1]));
    }

    @ParameterizedTest
    @MethodSource("services")
    void whatItMountsIsThereAndNotToBeWritten(String name) {
        Set<String> volumes =
                ComposeFile.members(COMPOSE.root().path("volumes")).keySet();
        assertThat(texts(COMPOSE.service(name).path("volumes"))).allSatisfy(volume -> {
            String[] parts = volume.split(":", -1);
            if (parts[0].startsWith("./")) {
                assertThat(ComposeFile.path(parts[0])).exists();
                assertThat(parts).hasSize(3).endsWith("ro");
            } else {
                assertThat(volumes).contains(parts[0]);
            }
        });
    }

    @Test
    void everyVolumeIsUsedByOneService() {
        assertThat(COMPOSE.services().values().stream()
                        .flatMap(service -> texts(service.path("volumes")))
                        .map(volume -> volume.split(":", -1)[0])
                        .filter(source -> !source.startsWith("./")))
                .containsExactlyInAnyOrderElementsOf(
                        ComposeFile.members(COMPOSE.root().path("volumes")).keySet());
    }

    @ParameterizedTest
    @MethodSource("services")
    void itWaitsForWhatCanBeWaitedFor(String name) {
        Map<String, JsonNode> dependencies =
                ComposeFile.members(COMPOSE.service(name).path("depends_on"));
        assertThat(dependencies).allSatisfy((other, dependency) -> {
            assertThat(COMPOSE.services()).containsKey(other);
            assertThat(dependency.path("condition").asText())
                    .isEqualTo(ONE_SHOTS.contains(other) ? "service_completed_successfully" : "service_healthy");
            // Compose refuses a dependency on a service whose profile is not asked for.
            assertThat(texts(COMPOSE.service(name).path("profiles")))
                    .containsAll(texts(COMPOSE.service(other).path("profiles")).toList());
        });
    }

    @Test
    void nobodyWaitsForHimself() {
        Set<String> started = new LinkedHashSet<>();
        Set<String> waiting = new TreeSet<>(COMPOSE.services().keySet());
        boolean progress = true;
        while (progress) {
            progress = waiting.removeIf(name -> started.containsAll(
                            ComposeFile.members(COMPOSE.service(name).path("depends_on"))
                                    .keySet())
                    && started.add(name));
        }
        assertThat(waiting).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("services")
    void noSecretStandsInIt(String name) {
        assertThat(COMPOSE.environment(name).keySet())
                .noneMatch(variable -> variable.matches("(?i).*(password|passwd|secret|token|credential|api_?key).*"));
        assertThat(COMPOSE.service(name).toString()).doesNotContainPattern("://[^/\"]*@");
    }

    private static Stream<String> texts(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false).map(JsonNode::asText);
    }
}
