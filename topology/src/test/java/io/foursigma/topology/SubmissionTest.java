// SPDX-License-Identifier: Apache-2.0
package io.foursigma.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.foursigma.schemas.settings.Settings;
import io.foursigma.schemas.settings.SettingsException;
import io.foursigma.schemas.settings.SettingsTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.storm.Config;
import org.apache.storm.topology.ConfigurableTopology;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SubmissionTest {

    @TempDir
    private Path folder = Path.of("");

    @Test
    void eachNameGoesWhereItBelongs() {
        Submission submission = Submission.resolve(
                Map.of("sigmas", 5, "worker.childopts", "-Xmx1g"),
                Map.of("FOURSIGMA_WINDOW_LENGTH", "3s", "PATH", "/bin"),
                Map.of("topology.workers", 2L, "nimbus.seeds", List.of("storm-1")));
        Settings settings = submission.settings();
        assertThat(settings.get(SettingsTable.SIGMAS)).isEqualTo(5);
        assertThat(settings.text(SettingsTable.WINDOW_LENGTH)).isEqualTo("3s");
        assertThat(settings.get(SettingsTable.TOPOLOGY_WORKERS)).isEqualTo(2);
        assertThat(submission.storm())
                .isEqualTo(Map.of("worker.childopts", "-Xmx1g", "nimbus.seeds", List.of("storm-1")));
    }

    @Test
    void valuesForStormAreReadAsJsonWhereTheyAreJson() {
        Map<String, Object> commandLine = Map.of(
                "nimbus.seeds", "[\"a\", \"b\"]",
                "nimbus.thrift.port", "6628",
                "worker.childopts", "-Xmx1g",
                "topology.name", "1.10");
        Submission submission = Submission.resolve(Map.of(), Map.of(), commandLine);
        assertThat(submission.storm())
                .isEqualTo(Map.of(
                        "nimbus.seeds", List.of("a", "b"), "nimbus.thrift.port", 6628, "worker.childopts", "-Xmx1g"));
        assertThat(submission.settings().get(SettingsTable.TOPOLOGY_NAME)).isEqualTo("1.10");
    }

    @Test
    void commandLineStandsAboveTheEnvironmentAndThatAboveTheFile() {
        Map<String, Object> file = Map.of("sigmas", 2, "windows", "none", "baseline.min-count", 9);
        Map<String, String> environment = Map.of("FOURSIGMA_SIGMAS", "3", "FOURSIGMA_WINDOWS", "all");
        Settings settings =
                Submission.resolve(file, environment, Map.of("sigmas", "4.5")).settings();
        assertThat(settings.get(SettingsTable.SIGMAS)).isEqualTo(4.5);
        assertThat(settings.get(SettingsTable.WINDOWS)).isEqualTo("all");
        assertThat(settings.get(SettingsTable.BASELINE_MIN_COUNT)).isEqualTo(9);
    }

    @Test
    void valuesThatYamlReadsAsSomethingElseAreStillUnderstood() throws IOException {
        Path file = Files.writeString(folder.resolve("settings.yaml"), """
                time.max-ahead: off
                time.earliest: 2001-02-03T04:05:06Z
                metrics.port-offset: 1000
                baseline.min-std: 1e-9
                topology.worker.max.heap.size.mb: 900
                """);
        Submission submission =
                Submission.resolve(ConfigurableTopology.loadConf(file.toString(), new Config()), Map.of(), Map.of());
        Settings settings = submission.settings();
        assertThat(settings.text(SettingsTable.TIME_MAX_AHEAD)).isEqualTo("off");
        assertThat(settings.get(SettingsTable.TIME_EARLIEST)).isEqualTo(Instant.parse("2001-02-03T04:05:06Z"));
        assertThat(settings.get(SettingsTable.METRICS_PORT_OFFSET)).hasValue(1_000);
        assertThat(settings.get(SettingsTable.BASELINE_MIN_STD)).isEqualTo(1e-9);
        assertThat(submission.storm()).containsEntry("topology.worker.max.heap.size.mb", 900);
    }

    @Test
    void whatStormWouldRefuseAndWhatBreaksPromisesIsToldWithTheRest() {
        Map<String, Object> file = new HashMap<>();
        file.put("sigmas", null);
        file.put("nimbus.thrift.port", "six");
        file.put("topology.enable.message.timeouts", false);
        SettingsException e = catchThrowableOfType(
                SettingsException.class,
                () -> Submission.resolve(file, Map.of(), Map.of("topology.kryo.register", "[]", "windows", "few")));
        assertThat(e.problems())
                .extracting(SettingsException.Problem::name)
                .containsExactlyInAnyOrder(
                        "sigmas",
                        "nimbus.thrift.port",
                        "topology.enable.message.timeouts",
                        "topology.kryo.register",
                        "windows");
        assertThat(e.getMessage()).contains("there is no value").contains("Storm does not accept it");
    }

    @Test
    void everythingThatIsWrongIsToldAtOnce() {
        SettingsException e = catchThrowableOfType(
                SettingsException.class,
                () -> Submission.resolve(
                        Map.of("topology.tasks", 4, "window.lenght", "2s"),
                        Map.of("FOURSIGMA_WINDOWS", "few"),
                        Map.of("sigmas", 0, "topology.max.spout.pending", 7, "topology.message.timeout.secs", 5)));
        assertThat(e.problems())
                .extracting(SettingsException.Problem::name)
                .containsExactlyInAnyOrder(
                        "topology.tasks",
                        "window.lenght",
                        "FOURSIGMA_WINDOWS",
                        "sigmas",
                        "topology.max.spout.pending",
                        "topology.message.timeout.secs");
        assertThat(e.getMessage())
                .contains("give topology.stateful-tasks instead")
                .contains("give topology.max-pending instead")
                .contains("give topology.message-timeout instead");
    }
}
