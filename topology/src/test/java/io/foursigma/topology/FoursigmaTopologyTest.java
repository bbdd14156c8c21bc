// SPDX-License-Identifier: Apache-2.0
package io.foursigma.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.foursigma.schemas.settings.Settings;
import io.foursigma.schemas.settings.SettingsTable;
import io.foursigma.stores.ReadingsTopic;
import io.foursigma.stores.memory.InMemoryStores;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.apache.storm.Config;
import org.apache.storm.generated.Bolt;
import org.apache.storm.generated.Grouping;
import org.apache.storm.generated.StormTopology;
import org.junit.jupiter.api.Test;

/** The graph is the one of the documentation. */
class FoursigmaTopologyTest {

    private final Settings settings = Settings.defaults().with(SettingsTable.TOPOLOGY_STATEFUL_TASKS, "3");
    private final StormTopology graph =
            FoursigmaTopology.of(settings, InMemoryStores.create(), new ReadingsTopic("topic-1", 4));

    @Test
    void readingsTravelAsDocumented() {
        assertThat(inputs("decode")).containsExactly("readings/default by fields [partition]");
        assertThat(inputs("stats")).containsExactly("decode/stats-shares direct", "pulse/default to all");
        assertThat(inputs("anomaly")).containsExactly("decode/anomaly-shares direct", "pulse/default to all");
        assertThat(inputs("latest"))
                .containsExactly("anomaly/latest to one", "pulse/default to all", "stats/latest to one");
        assertThat(inputs("results"))
                .containsExactly("anomaly/results to one", "pulse/default to all", "stats/results to one");
        assertThat(inputs("insights")).containsExactly("anomaly/insights shuffled", "pulse/default to all");
        assertThat(inputs("dead-letters")).containsExactly("decode/dead-letters shuffled", "pulse/default to all");
        assertThat(graph.get_spouts().keySet()).containsExactlyInAnyOrder("readings", "pulse");
        assertThat(graph.get_bolts().keySet())
                .containsExactlyInAnyOrder(
                        "decode", "stats", "anomaly", "latest", "results", "insights", "dead-letters");
    }

    @Test
    void componentsHaveTheTasksThatAreSetOrFollowFromThePartitions() {
        Map<String, Integer> parallelism = new TreeMap<>();
        graph.get_bolts().forEach((name, bolt) -> parallelism.put(name, BoltHarness.taskCount(bolt)));
        assertThat(parallelism)
                .isEqualTo(Map.of(
                        "decode",
                        2,
                        "stats",
                        3,
                        "anomaly",
                        3,
                        "latest",
                        1,
                        "results",
                        1,
                        "insights",
                        1,
                        "dead-letters",
                        1));
    }

    @Test
    void messagesTimeOutAndJavaSerialisationIsOff() {
        Config config = TopologyConfig.of(Settings.defaults());
        assertThat(config)
                .containsEntry(Config.TOPOLOGY_ENABLE_MESSAGE_TIMEOUTS, true)
                .containsEntry(Config.TOPOLOGY_MESSAGE_TIMEOUT_SECS, 10)
                .doesNotContainKey(Config.TOPOLOGY_MAX_SPOUT_PENDING)
                .containsEntry(Config.TOPOLOGY_FALL_BACK_ON_JAVA_SERIALIZATION, false);
    }

    @Test
    void workersServeMetricsOnlyWhereAPortIsSet() {
        assertThat(TopologyConfig.of(Settings.defaults())).doesNotContainKey(Config.TOPOLOGY_METRICS_REPORTERS);
        Settings on = Settings.defaults()
                .with(SettingsTable.METRICS_HOST, "10.0.0.1")
                .with(SettingsTable.METRICS_PORT_OFFSET, "10000");
        assertThat(TopologyConfig.of(on))
                .containsEntry(
                        Config.TOPOLOGY_METRICS_REPORTERS,
                        List.of(Map.of(
                                "class",
                                "io.foursigma.topology.metrics.PrometheusReporter",
                                "host",
                                "10.0.0.1",
                                "port-offset",
                                10_000)));
    }

    private List<String> inputs(String name) {
        Bolt bolt = Objects.requireNonNull(graph.get_bolts().get(name), name);
        return bolt.get_common().get_inputs().entrySet().stream()
                .map(input -> input.getKey().get_componentId() + "/"
                        + input.getKey().get_streamId() + " " + words(input.getValue()))
                .sorted()
                .toList();
    }

    private static String words(Grouping grouping) {
        if (grouping.is_set_fields()) {
            return grouping.get_fields().isEmpty() ? "to one" : "by fields " + grouping.get_fields();
        }
        if (grouping.is_set_direct()) {
            return "direct";
        }
        if (grouping.is_set_all()) {
            return "to all";
        }
        return grouping.is_set_shuffle() ? "shuffled" : grouping.toString();
    }
}
