// SPDX-License-Identifier: Apache-2.0
package io.foursigma.local.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A {@code foursigma demo} in a process of its own, as a user runs it, on free ports. */
final class DemoProcess implements AutoCloseable {

    private static final Pattern PAGE = Pattern.compile("(?m)^Page +(http://\\S+)$");
    private static final Duration START = Duration.ofMinutes(3);

    private final Process process;
    private final Queue<String> lines = new ConcurrentLinkedQueue<>();
    private final Thread reader;

    private DemoProcess(Process process) {
        this.process = process;
        reader = new Thread(this::read, "demo-output");
        reader.start();
    }

    private static DemoProcess launch(String... options) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:+UseSerialGC",
                "-Djava.net.preferIPv4Stack=true",
                "-Dfoursigma.home=" + System.getProperty("foursigma.home"),
                "-cp",
                System.getProperty("java.class.path"),
                FoursigmaMain.class.getName(),
                "demo",
                "--port",
                "0",
                "--collect-port",
                "0"));
        command.addAll(List.of(options));
        return new DemoProcess(
                new ProcessBuilder(command).redirectErrorStream(true).start());
    }

    /** Starts it and waits until its page is up. */
    static DemoProcess start(String... options) throws IOException {
        DemoProcess demo = launch(options);
        try {
            demo.awaitPage();
            return demo;
        } catch (RuntimeException e) {
            demo.close();
            throw new IllegalStateException("no page; the demo printed:\n" + demo.output(), e);
        }
    }

    private void awaitPage() {
        await().atMost(START)
                .failFast("the demo has ended", () -> !process.isAlive())
                .until(() -> PAGE.matcher(output()).find());
    }

    private void read() {
        try (BufferedReader in = process.inputReader(UTF_8)) {
            in.lines().forEach(lines::add);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    URI page() {
        return URI.create(printed("Page"));
    }

    /** Where it takes readings. */
    URI collector() {
        return URI.create(printed("Collector"));
    }

    /** The first word that stands behind a name in the table of addresses. */
    String printed(String name) {
        Matcher line = Pattern.compile("(?m)^" + name + " {2,}([^\\s,]+)").matcher(output());
        if (!line.find()) {
            throw new IllegalStateException("no " + name + ":\n" + output());
        }
        return line.group(1);
    }

    /** Its Elasticsearch. */
    URI elasticsearch() {
        return URI.create(printed("Elasticsearch"));
    }

    /** All that it has printed so far. */
    String output() {
        return String.join("\n", lines);
    }

    ProcessHandle handle() {
        return process.toHandle();
    }

    /** Sends SIGINT, as Ctrl-C does. */
    void interrupt() throws IOException, InterruptedException {
        new ProcessBuilder("/bin/kill", "-INT", Long.toString(process.pid()))
                .start()
                .waitFor();
    }

    int exitCode() throws InterruptedException {
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            throw new IllegalStateException("the demo does not end:\n" + output());
        }
        reader.join();
        return process.exitValue();
    }

    @Override
    public void close() {
        List<ProcessHandle> children = process.descendants().toList();
        process.destroyForcibly().onExit().join();
        children.forEach(ProcessHandle::destroyForcibly);
    }
}
