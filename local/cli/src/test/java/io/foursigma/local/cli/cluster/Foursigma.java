// SPDX-License-Identifier: Apache-2.0
package io.foursigma.local.cli.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.foursigma.local.cli.FoursigmaMain;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The command {@code foursigma} in a process of its own, as a user runs it. */
public record Foursigma(int exitCode, String output) {

    private static final long DEADLINE_MINUTES = 10;

    /**
     * Runs it to its end.
     *
     * @param environment variables that are set beside those of this process
     */
    public static Foursigma run(Map<String, String> environment, String... arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Djava.net.preferIPv4Stack=true",
                "-Dfoursigma.home=" + System.getProperty("foursigma.home"),
                "-cp",
                System.getProperty("java.class.path"),
                FoursigmaMain.class.getName()));
        command.addAll(List.of(arguments));
        Path output = Files.createTempFile("foursigma-output-", ".txt");
        try {
            ProcessBuilder builder =
                    new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
            builder.environment().putAll(environment);
            Process process = builder.start();
            boolean ended = process.waitFor(DEADLINE_MINUTES, TimeUnit.MINUTES);
            String text = Files.readString(output, UTF_8);
            if (!ended) {
                process.destroy();
                throw new AssertionError(List.of(arguments) + " does not end; it printed:\n" + text);
            }
            return new Foursigma(process.exitValue(), text);
        } finally {
            Files.delete(output);
        }
    }

    /** Runs it and expects that all goes well. Returns what it printed. */
    static String succeed(String... arguments) throws IOException, InterruptedException {
        Foursigma done = run(Map.of(), arguments);
        assertThat(done.exitCode)
                .as("%s printed:%n%s", List.of(arguments), done.output)
                .isZero();
        assertThat(done.output).doesNotContain("\tat ");
        return done.output;
    }

    /** Runs it and expects that it refuses. Returns what it printed. */
    static String refuse(Map<String, String> environment, String... arguments)
            throws IOException, InterruptedException {
        Foursigma done = run(environment, arguments);
        assertThat(done.exitCode)
                .as("%s printed:%n%s", List.of(arguments), done.output)
                .isEqualTo(2);
        assertThat(done.output).doesNotContain("\tat ");
        return done.output;
    }
}
