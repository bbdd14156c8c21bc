// SPDX-License-Identifier: Apache-2.0
package io.foursigma.local.cli;

import io.foursigma.local.servers.ChildExit;
import io.foursigma.local.servers.ChildJvm;
import io.foursigma.local.servers.ChildProcess;
import io.foursigma.local.servers.ServerProcess;
import io.foursigma.local.servers.ServerStartException;
import io.foursigma.schemas.settings.Settings;
import io.foursigma.stores.ReadingsTopic;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Storm in a process of its own, because an exception in a bolt halts it. It starts beside the servers and waits for the
 * settings; the two files by which it is told and tells are those of its main class.
 */
final class StormChild implements AutoCloseable {

    private static final Duration SUBMIT_DEADLINE = Duration.ofMinutes(2);

    private final Path folder;
    private final ChildProcess process;

    private StormChild(Path folder, ChildProcess process) {
        this.folder = folder;
        this.process = process;
    }

    /**
     * Starts it. What it writes is of no use to a later start and always goes to a temporary folder.
     *
     * @param data the folder that keeps its log, null for none
     */
    static StormChild start(@Nullable Path data) throws ServerStartException {
        try {
            Path folder = Files.createTempDirectory("foursigma-storm-");
            List<String> flags =
                    List.of("@" + Home.folder().resolve("local/storm/jvm.options"), "-Djava.io.tmpdir=" + folder);
            ChildJvm jvm = new ChildJvm(
                    flags,
                    Home.classPath("local", "storm"),
                    "io.foursigma.local.storm.StormMain",
                    List.of(folder.toString()));
            return new StormChild(
                    folder, ChildProcess.start("Storm", jvm.command(), Map.of(), folder, folder.resolve("storm.log")));
        } catch (IOException e) {
            throw new ServerStartException(
                    "Storm has no folder to work in: " + e.getMessage() + "; make room in "
                            + System.getProperty("java.io.tmpdir") + ", or name another with TMPDIR",
                    e);
        }
    }

    /** Tells what to submit; everything that the topology stands on is there. Returns at once. */
    void submit(Settings settings, ReadingsTopic topic) {
        Properties texts = new Properties();
        texts.putAll(settings.texts());
        texts.put("topic-id", topic.id());
        texts.put("topic-partitions", Integer.toString(topic.partitions()));
        try {
            Path draft = folder.resolve("settings.new");
            try (Writer out = Files.newBufferedWriter(draft)) {
                texts.store(out, null);
            }
            Files.move(draft, folder.resolve("settings.properties"), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits until the topology is submitted. */
    void awaitSubmitted() throws ServerStartException, InterruptedException {
        process.awaitReady(() -> Files.exists(folder.resolve("submitted")), SUBMIT_DEADLINE);
    }

    CompletionStage<ChildExit> onExit() {
        return process.onExit();
    }

    ServerProcess snapshot() {
        return process.snapshot();
    }

    /** Ends it at once: what it holds is either durable in the stores or comes again from Kafka. */
    @Override
    public void close() {
        process.kill();
        process.close();
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(each);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
