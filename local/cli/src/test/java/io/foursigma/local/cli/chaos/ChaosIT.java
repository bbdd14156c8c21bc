// SPDX-License-Identifier: Apache-2.0
package io.foursigma.local.cli.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.foursigma.local.cli.cluster.Foursigma;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A short run of {@code foursigma chaos}: a stopped supervisor, a killed worker, Cassandra, Redis and its connections, and
 * a stopped Kafka. Long ones are made by hand; their reports are kept in {@code docs/chaos/}.
 */
class ChaosIT {

    private static final long SEED = 9;

    @TempDir
    private Path folder = Path.of("");

    @Test
    void fiveKillsMakeNoDifference() throws Exception {
        Foursigma chaos = Foursigma.run(
                Map.of(),
                "chaos",
                "--kills",
                "5",
                "--seed",
                Long.toString(SEED),
                "--readings",
                "5000",
                "--rate",
                "100",
                "--report",
                folder.toString());
        assertThat(chaos.exitCode()).as("%s", chaos.output()).isZero();
        Path report = folder.resolve("seed-" + SEED + "-kills-5.json");
        JsonNode json = new ObjectMapper().readTree(Files.readAllBytes(report));
        assertThat(json.get("passed").asBoolean()).isTrue();
        assertThat(json.get("replays").asLong()).isPositive();
        assertThat(json.get("faults").size()).isGreaterThanOrEqualTo(5);
        assertThat(json.get("checks"))
                .allSatisfy(check -> assertThat(check.get("compared").asLong())
                        .as("%s", check.get("name"))
                        .isPositive());
    }

    @Test
    void wrongOptionsAreToldAllAtOnce() throws Exception {
        Foursigma chaos = Foursigma.run(
                Map.of(),
                "chaos",
                "--kills",
                "-1",
                "--sensors",
                "0",
                "--outage",
                "storm=60s",
                "--outage",
                "redis=soon");
        assertThat(chaos.exitCode()).isEqualTo(2);
        assertThat(chaos.output())
                .contains("--kills = -1")
                .contains("--sensors = 0")
                .contains("--outage storm: give kafka, cassandra")
                .contains("--outage: ");
    }
}
