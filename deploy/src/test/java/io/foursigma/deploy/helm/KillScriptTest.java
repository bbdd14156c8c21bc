// SPDX-License-Identifier: Apache-2.0
package io.foursigma.deploy.helm;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script that makes room for a new topology, run by {@code sh} with a Storm of a few lines. */
class KillScriptTest {

    private static final String HEADER = """
            Topology_name        Status     Num_tasks  Num_workers  Uptime_secs
            -------------------------------------------------------------------
            """;

    @TempDir
    private Path folder;

    /** Lists what the next of the files list-1, list-2, ... holds, fails where there is none, and writes down its calls. */
    @BeforeEach
    void makeStorm() throws IOException {
        command("storm", """
                echo "$*" >> calls
                [ "$1" = list ] || exit 0
                cat "list-$(grep -c '^list' calls)"
                """);
        command("sleep", "");
    }

    @Test
    void topologyIsKilledAndItsNameWaitedFor() throws Exception {
        list(1, HEADER + line("foursigma", "ACTIVE"));
        list(2, HEADER + line("foursigma", "KILLED"));
        list(3, HEADER + line("foursigma", "KILLED") + line("other", "ACTIVE"));
        list(4, HEADER + line("other", "ACTIVE"));
        assertThat(run()).isZero();
        assertThat(calls()).containsExactly("list", "kill foursigma -w 30", "list", "list", "list");
    }

    @Test
    void nothingIsKilledWhereNoTopologyHasTheName() throws Exception {
        list(1, HEADER + line("foursigma-2", "ACTIVE") + line("my-foursigma", "ACTIVE"));
        assertThat(run()).isZero();
        assertThat(calls()).containsExactly("list");
    }

    @Test
    void emptyClusterIsReady() throws Exception {
        list(1, "No topologies running.\n");
        assertThat(run()).isZero();
        assertThat(calls()).containsExactly("list");
    }

    @Test
    void listThatCannotBeHadIsNoEmptyList() throws Exception {
        assertThat(run()).as("the first list fails").isNotZero();
        assertThat(calls()).containsExactly("list");
    }

    @Test
    void listThatFailsWhileWaitingIsNoEmptyList() throws Exception {
        list(1, HEADER + line("foursigma", "ACTIVE"));
        assertThat(run()).as("the second list fails").isNotZero();
        assertThat(calls()).containsExactly("list", "kill foursigma -w 30", "list");
    }

    private int run() throws IOException, InterruptedException {
        String script = Files.readString(Chart.FOURSIGMA.folder().resolve("files/kill-topology.sh"));
        ProcessBuilder shell = new ProcessBuilder("/bin/sh", "-c", script)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("output").toFile());
        shell.environment().merge("PATH", folder.toString(), (path, first) -> first + ':' + path);
        shell.environment().put("TMPDIR", folder.toString());
        shell.environment().put("FOURSIGMA_TOPOLOGY_NAME", "foursigma");
        shell.environment().put("KILL_WAIT_SECONDS", "30");
        return shell.start().waitFor();
    }

    private List<String> calls() throws IOException {
        return Files.readAllLines(folder.resolve("calls"));
    }

    private void list(int number, String text) throws IOException {
        Files.writeString(folder.resolve("list-" + number), text);
    }

    private static String line(String name, String status) {
        return "%-20s %-10s %-10s %-12s %-12s%n".formatted(name, status, 12, 1, 3600);
    }

    private void command(String name, String body) throws IOException {
        Path file = Files.writeString(folder.resolve(name), "#!/bin/sh\n" + body);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
