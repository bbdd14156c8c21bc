// SPDX-License-Identifier: Apache-2.0
package io.foursigma.local.cli.policies;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.foursigma.local.cli.Ran;
import io.foursigma.local.servers.ServerKind;
import io.foursigma.local.servers.testing.SharedServers;
import io.foursigma.schemas.Limits;
import io.foursigma.schemas.SensorPolicy;
import io.foursigma.schemas.json.PolicyJson;
import io.foursigma.schemas.settings.Settings;
import io.foursigma.schemas.settings.SettingsTable;
import io.foursigma.stores.kafka.KafkaTopics;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** {@code foursigma policies} on a real broker. */
final class PoliciesIT {

    @RegisterExtension
    static final SharedServers SERVERS = SharedServers.of(ServerKind.KAFKA);

    private final List<String> given = List.of(
            "kafka.bootstrap-servers=" + SERVERS.kafkaBootstrap(),
            "topics.readings=policy-readings",
            "topics.results=policy-results",
            "topics.dead-letters=policy-dead",
            "policies.topic=policy-limits");

    @Test
    void limitsAreSetListedReplacedAndRemoved() throws IOException {
        assertThat(run("list", given).exitCode()).isEqualTo(2);
        assertThat(run("list", given).output()).contains("foursigma topics create");
        new KafkaTopics(Settings.defaults()
                        .with(SettingsTable.KAFKA_BOOTSTRAP, SERVERS.kafkaBootstrap())
                        .with(SettingsTable.READINGS_TOPIC, "policy-readings")
                        .with(SettingsTable.RESULTS_TOPIC, "policy-results")
                        .with(SettingsTable.DEAD_LETTERS_TOPIC, "policy-dead")
                        .with(SettingsTable.POLICIES_TOPIC, "policy-limits"))
                .ensure();
        assertThat(run("list", given).output()).isEmpty();
        assertThat(run("set", given, "b", "--unit", "bar").exitCode()).isZero();
        assertThat(run("set", given, "a/b", "--unit", "°C", "--alarm-low", "-5.5", "--warn-high", "30", "--by", "anna")
                        .output())
                .contains("The policy of a/b is set");
        List<String> lines = run("list", given).output().lines().toList();
        assertThat(lines).hasSize(2);
        SensorPolicy read = (SensorPolicy) PolicyJson.read(lines.get(0).getBytes(UTF_8));
        assertThat(read)
                .isEqualTo(new SensorPolicy("a/b", "°C", new Limits(-5.5, null, 30.0, null), "anna", read.at()));
        assertThat(run("set", given, "b", "--warn-low", "1").exitCode()).isZero();
        assertThat(run("list", given).output().lines().toList().get(1)).contains("\"unit\":null", "\"warnLow\":1.0");
        assertThat(run("remove", given, "b").exitCode()).isZero();
        assertThat(run("list", given).output().lines()).hasSize(1);
    }

    @Test
    void allThatIsWrongIsToldAtOnce() {
        Ran ran = run("set", given, "", "--unit", "", "--warn-low", "3", "--warn-high", "2");
        assertThat(ran.exitCode()).isEqualTo(2);
        assertThat(ran.output()).contains("the sensor's name is empty", "unit = ''", "warnHigh = '2.0'");
        assertThat(run("remove", given, "").exitCode()).isEqualTo(2);
    }

    @Test
    void kafkaThatIsAwayIsTold() {
        Ran ran = run("set", List.of("kafka.bootstrap-servers=127.0.0.1:1"), "s", "--unit", "bar");
        assertThat(ran.exitCode()).isEqualTo(2);
        assertThat(ran.output()).contains("Kafka at 127.0.0.1:1 does not take a record");
    }

    private static Ran run(String command, List<String> settings, String... more) {
        return Ran.of(List.of("policies", command), settings, more);
    }
}
