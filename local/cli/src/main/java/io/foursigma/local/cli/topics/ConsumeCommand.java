// SPDX-License-Identifier: Apache-2.0
package io.foursigma.local.cli.topics;

import io.foursigma.local.cli.CliException;
import io.foursigma.local.cli.StoreAnswers;
import io.foursigma.local.cli.StoreOptions;
import io.foursigma.schemas.settings.Settings;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.apache.kafka.common.errors.InterruptException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code foursigma consume}: what lies in a topic, or comes into it. */
@Command(
        name = "consume",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Shows the records of a topic, by default those that come from now on. It belongs to no group and"
                + " commits nothing. Ctrl-C stops it.",
        footer = {"", "Exit codes: 0 done or stopped, 2 wrong input or settings, or Kafka does not answer."})
public final class ConsumeCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(
            arity = "0..1",
            paramLabel = "TOPIC",
            description = "readings, results or dead-letters, or what Kafka calls the topic (default: readings)")
    private String topic = "readings";

    @Option(names = "--from-beginning", description = "show all that lies in the topic now, and end")
    private boolean fromBeginning;

    @Option(names = "--follow", description = "with --from-beginning: go on with what comes")
    private boolean follow;

    @Option(names = "--max", paramLabel = "N", description = "stop after this many records")
    private @Nullable Long max;

    @Option(names = "--json", description = "print a JSON object a line")
    private boolean json;

    @Mixin
    private StoreOptions options = new StoreOptions();

    /** A command that picocli fills. */
    public ConsumeCommand() {}

    @Override
    public Integer call() {
        if (max != null && max < 1) {
            throw new CliException(CliException.WRONG_INPUT, "--max " + max + ": give a number of records, at least 1");
        }
        Settings settings = options.settings();
        FoursigmaTopic asked = FoursigmaTopic.parse(topic, settings);
        try {
            return StoreAnswers.ask(() -> consume(settings, asked));
        } catch (InterruptException | CliException ended) {
            // If somebody wants it to end, that is as good an end as any.
            if (Thread.interrupted()) {
                return 0;
            }
            throw ended;
        }
    }

    private int consume(Settings settings, FoursigmaTopic asked) {
        try (KafkaLook kafka = new KafkaLook(settings)) {
            if (kafka.find(asked).isEmpty()) {
                throw asked.absent(settings);
            }
        }
        String name = asked.name(settings);
        TopicReader.Span span = !fromBeginning
                ? TopicReader.Span.FROM_NOW_ON
                : follow ? TopicReader.Span.FROM_BEGINNING_ON : TopicReader.Span.UP_TO_NOW;
        try (TopicReader reader = TopicReader.open(settings, name, span)) {
            if (span == TopicReader.Span.FROM_NOW_ON) {
                PrintWriter err = spec.commandLine().getErr();
                err.println("Waiting for records of the topic '" + name + "' from now on");
                err.flush();
            }
            RecordPrinter printer = new RecordPrinter(
                    spec.commandLine().getOut(), json ? RecordJson::line : new RecordText(asked)::line, max);
            reader.read(printer);
        }
        return 0;
    }
}
