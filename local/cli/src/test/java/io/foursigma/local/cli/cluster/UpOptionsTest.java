// SPDX-License-Identifier: Apache-2.0
package io.foursigma.local.cli.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.foursigma.local.cli.CliException;
import io.foursigma.local.servers.PortPicker;
import io.foursigma.local.servers.ServerPorts;
import io.foursigma.schemas.settings.SettingsException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class UpOptionsTest {

    @TempDir
    private Path folder = Path.of("");

    @Test
    void firstStartTakesTheUsualPortsUnlessOthersAreGiven() throws IOException {
        ClusterPorts ports = ports("--redis-port", "7000", "--slot-port", "7700");
        assertThat(ports.servers()).isEqualTo(new ServerPorts(9_092, 9_042, 9_200, 7_000));
        assertThat(ports.relay()).isEqualTo(8_080);
        assertThat(ports.zookeeper()).isEqualTo(2_181);
        assertThat(ports.nimbus()).isEqualTo(6_627);
        assertThat(ports.slots()).containsExactly(7_700, 7_701);
        assertThat(ports.supervisors()).hasSize(1);
    }

    @Test
    void laterStartsKeepThePortsAlsoWithMoreWorkersAndSupervisors() throws IOException {
        ClusterPorts before = new ClusterPorts(
                new ServerPorts(1_001, 1_002, 1_003, 1_004),
                1_005,
                1_006,
                1_007,
                List.of(1_008),
                List.of(1_009, 1_010));
        ClusterFolder.write(new ClusterFolder(folder).ports(), before.toProperties());

        assertThat(ports()).isEqualTo(before);
        ClusterPorts more = ports("--workers", "3", "--supervisors", "2", "--kafka-port", "1011");
        assertThat(more.servers()).isEqualTo(new ServerPorts(1_011, 1_002, 1_003, 1_004));
        assertThat(more.relay()).isEqualTo(1_005);
        assertThat(more.slots()).containsExactly(1_009, 1_010, 6_702);
        assertThat(more.supervisors()).hasSize(2).startsWith(1_008);
    }

    @Test
    void zeroAndFreePortsTakeFreeOnes() throws IOException {
        assertThat(ports("--kafka-port", "0").servers().kafka()).isGreaterThan(10_000);
        ClusterPorts free = ports("--free-ports");
        List<Integer> all = new ArrayList<>(free.slots());
        all.addAll(List.of(free.servers().kafka(), free.relay(), free.zookeeper(), free.nimbus()));
        assertThat(all).doesNotHaveDuplicates().allMatch(port -> port > 10_000);
    }

    @Test
    void slotsAreDealtOutToTheSupervisorsInTurn() throws IOException {
        ClusterPorts ports = ports("--workers", "3", "--supervisors", "2");
        assertThat(ports.slotsOf(0)).containsExactly(6_700, 6_702);
        assertThat(ports.slotsOf(1)).containsExactly(6_701);
    }

    @Test
    void whatCannotBeIsRefusedWithTheCure() {
        assertThatThrownBy(() -> options("--supervisors", "3").check())
                .isInstanceOf(CliException.class)
                .hasMessageContaining("no more supervisors than workers");
        assertThatThrownBy(() -> options("--port", "2181").check())
                .isInstanceOf(CliException.class)
                .hasMessageContaining("given twice: [2181]");
        assertThatThrownBy(() ->
                        options("-c", "relay.port=1", "-c", "redis.address=a:1").given())
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("--port")
                .hasMessageContaining("--redis-port");
        assertThatThrownBy(() -> options("-c", "sigmas=0").given()).isInstanceOf(SettingsException.class);
    }

    private ClusterPorts ports(String... words) throws IOException {
        try (PortPicker picker = new PortPicker()) {
            return options(words).ports(picker);
        }
    }

    private UpOptions options(String... words) {
        List<String> all = new ArrayList<>(List.of(words));
        all.addAll(List.of("--data", folder.toString()));
        UpOptions options = new UpOptions();
        new CommandLine(CommandLine.Model.CommandSpec.forAnnotatedObject(options))
                .parseArgs(all.toArray(String[]::new));
        return options;
    }
}
