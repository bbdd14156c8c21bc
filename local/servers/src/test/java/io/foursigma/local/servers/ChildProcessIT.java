// SPDX-License-Identifier: Apache-2.0
package io.foursigma.local.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Child JVMs of any kind, on two tiny ones. */
class ChildProcessIT {

    private static final Duration PATIENT = Duration.ofSeconds(30);

    @TempDir
    Path folder;

    @Test
    void aChildOutlivesCtrlCAndExitsAtTheEndOfItsInput() throws Exception {
        try (ChildProcess child = start(Waiting.class)) {
            child.awaitReady(() -> Files.exists(folder.resolve("up")), PATIENT);
            for (String signal : List.of("-INT", "-HUP")) {
                Process kill = new ProcessBuilder("/bin/kill", signal, Long.toString(child.pid())).start();
                assertThat(kill.waitFor()).isZero();
            }
            child.endInput();
            // 130 or 129, had a signal ended it.
            assertThat(child.onExit()
                            .toCompletableFuture()
                            .get(10, TimeUnit.SECONDS)
                            .status())
                    .isZero();
        }
    }

    @Test
    void aMainThatThrowsIsReportedWithItsException() throws Exception {
        try (ChildProcess child = start(Throwing.class)) {
            assertThatThrownBy(() -> child.awaitReady(() -> false, PATIENT))
                    .isInstanceOf(ServerStartException.class)
                    .hasMessageContainingAll("Throwing ended with status 1", "IllegalStateException: out of luck");
        }
    }

    private ChildProcess start(Class<?> main) throws ServerStartException {
        List<Path> classPath = List.of(Path.of(ChildProcessIT.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .getPath()));
        ChildJvm jvm = new ChildJvm(List.of("-Xmx32m"), classPath, main.getName(), List.of("up"));
        return ChildProcess.start(main.getSimpleName(), jvm.command(), Map.of(), folder, folder.resolve("log"));
    }

    /** Makes the file that its argument names, and waits for ever. */
    public static final class Waiting {

        private Waiting() {}

        public static void main(String[] args) throws Exception {
            Files.createFile(Path.of(args[0]));
            new CountDownLatch(1).await();
        }
    }

    /** Fails because the file that its argument names does not exist. */
    public static final class Throwing {

        private Throwing() {}

        public static void main(String[] args) {
            if (Files.notExists(Path.of(args[0]))) {
                throw new IllegalStateException("out of luck");
            }
        }
    }
}
