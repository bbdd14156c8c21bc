// SPDX-License-Identifier: Apache-2.0
package io.foursigma.local.cli.topics;

import io.foursigma.ingest.FilePublisher;
import io.foursigma.ingest.PublishedFiles;
import io.foursigma.ingest.ReadingPublisher;
import io.foursigma.local.cli.CliException;
import io.foursigma.local.cli.RefusedLineText;
import io.foursigma.local.cli.StoreAnswers;
import io.foursigma.local.cli.StoreOptions;
import io.foursigma.schemas.settings.Settings;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code foursigma produce}: readings from a file or from standard input to the topic of readings. */
@Command(
        name = "produce",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Publishes readings to the topic of readings, keyed by sensor. Ctrl-C stops it.",
        footer = {
            "",
            "Exit codes: 0 all was acknowledged, 1 Kafka failed on the way or somebody stopped it,",
            "2 wrong input or settings, or Kafka does not answer."
        })
public final class ProduceCommand implements Callable<Integer> {

    private static final String STANDARD_INPUT = "-";

    /** Opened like any other file, so that packed input and both formats are known by what comes. */
    private static final Path STANDARD_INPUT_FILE = Path.of("/dev/stdin");

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(
            arity = "0..1",
            paramLabel = "FILE",
            description = "CSV with the header sensor,time,value, or NDJSON; .gz too (default: -, standard input)")
    private String file = STANDARD_INPUT;

    @Mixin
    private StoreOptions options = new StoreOptions();

    /** A command that picocli fills. */
    public ProduceCommand() {}

    @Override
    public Integer call() {
        Settings settings = options.settings();
        Path input = STANDARD_INPUT.equals(file) ? STANDARD_INPUT_FILE : Path.of(file);
        if (!input.equals(STANDARD_INPUT_FILE)) {
            FilePublisher.check(List.of(input));
        }
        // A broker may make an absent topic by itself, with a configuration that cannot serve.
        StoreAnswers.ask(() -> requireTopic(settings));
        try (ReadingPublisher publisher = ReadingPublisher.open(settings)) {
            publish(input, publisher);
            return 0;
        }
    }

    private static TopicFacts requireTopic(Settings settings) {
        try (KafkaLook kafka = new KafkaLook(settings)) {
            return kafka.find(FoursigmaTopic.READINGS).orElseThrow(() -> FoursigmaTopic.READINGS.absent(settings));
        }
    }

    /** A thread of its own reads, for nothing interrupts one that waits for standard input. */
    private void publish(Path input, ReadingPublisher publisher) {
        PrintWriter err = spec.commandLine().getErr();
        FutureTask<PublishedFiles> reading = new FutureTask<>(
                () -> FilePublisher.publish(List.of(input), publisher, line -> err.println(RefusedLineText.of(line))));
        Thread reader = new Thread(reading, "produce");
        reader.setDaemon(true);
        reader.start();
        try {
            PublishedFiles published = reading.get();
            tell("%,d lines read, %,d records acknowledged by Kafka, %,d lines refused"
                    .formatted(published.lines(), published.records(), published.refused()));
        } catch (ExecutionException e) {
            flush(publisher);
            throw e.getCause() instanceof RuntimeException told ? told : new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            flush(publisher);
            throw new CliException(CliException.FAILED, "Stopped before the end of the input");
        }
    }

    /** Whatever ends the input, what was read before is published and told. */
    private void flush(ReadingPublisher publisher) {
        try {
            publisher.flush();
        } finally {
            tell("%,d records published, %,d of them acknowledged by Kafka"
                    .formatted(publisher.sent(), publisher.acknowledged()));
        }
    }

    private void tell(String sentence) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(sentence);
        out.flush();
    }
}
