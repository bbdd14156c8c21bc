// SPDX-License-Identifier: Apache-2.0
package io.foursigma.ingest.collect;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A collector in a process of its own. */
final class CollectorProcess implements AutoCloseable {

    private static final Pattern ADDRESS = Pattern.compile("on (http://\\S+)");

    private final Process process;
    private final BufferedReader output;
    private final URI address;

    private CollectorProcess(Process process, BufferedReader output, URI address) {
        this.process = process;
        this.output = output;
        this.address = address;
    }

    /** Starts it with these settings, and waits until it listens. */
    static CollectorProcess start(Map<String, String> settings) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElse("java"),
                "-Xmx128m",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                CollectorMain.class.getName()));
        settings.forEach((name, value) -> {
            command.add("-c");
            command.add(name + "=" + value);
        });
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        BufferedReader output = process.inputReader();
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            Matcher told = ADDRESS.matcher(line);
            if (told.find()) {
                return new CollectorProcess(process, output, URI.create(told.group(1)));
            }
        }
        process.destroyForcibly();
        throw new IOException("the collector did not start");
    }

    /** Where it takes readings. */
    URI address() {
        return address;
    }

    /** How many readings of a source Kafka has acknowledged to it. */
    double accepted(String source) throws IOException {
        String counter = "foursigma_collector_accepted_items_total{source=\"" + source + "\"} ";
        try (InputStream metrics = address.resolve("/metrics").toURL().openStream()) {
            return new String(metrics.readAllBytes(), UTF_8)
                    .lines()
                    .filter(line -> line.startsWith(counter))
                    .mapToDouble(line -> Double.parseDouble(line.substring(counter.length())))
                    .sum();
        }
    }

    /** Kills it at once, as {@code kill -9} does. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** Ends it as SIGTERM does, and yields its exit code. */
    int end() throws InterruptedException {
        process.toHandle().destroy();
        return process.waitFor();
    }

    @Override
    public void close() throws IOException {
        process.destroyForcibly();
        output.close();
    }
}
