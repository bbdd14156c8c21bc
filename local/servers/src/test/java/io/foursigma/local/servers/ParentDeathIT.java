// SPDX-License-Identifier: Apache-2.0
package io.foursigma.local.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A parent that is killed has no chance to stop its children. */
class ParentDeathIT {

    /** Also takes the temporary folder that a killed parent cannot remove. */
    @TempDir
    Path folder;

    @Test
    void noChildOutlivesAKilledParentForTenSeconds() throws Exception {
        Process parent = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-Xmx64m",
                        "-Djava.io.tmpdir=" + folder,
                        "-Dfoursigma.home=" + Stacks.HOME,
                        "-cp",
                        System.getProperty("java.class.path"),
                        StackHolderMain.class.getName())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader out = parent.inputReader()) {
            List<ProcessHandle> children = new ArrayList<>();
            String line = out.readLine();
            while (line != null && !line.startsWith("ready")) {
                ProcessHandle.of(Long.parseLong(line)).ifPresent(children::add);
                line = out.readLine();
            }
            assertThat(line).as("the parent's last line").isNotNull();
            // Four children, Redis beneath its script, and the script's watcher.
            assertThat(children).hasSize(6).allMatch(ProcessHandle::isAlive);
            parent.destroyForcibly().waitFor();
            await("the end of all children")
                    .atMost(Duration.ofSeconds(10))
                    .until(() -> children.stream().noneMatch(ProcessHandle::isAlive));
        } finally {
            parent.destroyForcibly();
        }
    }
}
