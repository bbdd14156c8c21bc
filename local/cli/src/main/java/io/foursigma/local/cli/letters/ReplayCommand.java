// SPDX-License-Identifier: Apache-2.0
package io.foursigma.local.cli.letters;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.foursigma.local.cli.CliException;
import io.foursigma.local.cli.StoreAnswers;
import io.foursigma.local.cli.StoreOptions;
import io.foursigma.schemas.Position;
import io.foursigma.schemas.Reading;
import io.foursigma.schemas.settings.Settings;
import io.foursigma.stores.kafka.DeadLetterReader;
import io.foursigma.stores.kafka.DeadLetterReplay;
import io.foursigma.stores.kafka.DeadLetterReplay.Outcome;
import io.foursigma.stores.kafka.FoundLetters;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code foursigma dead-letters replay}. */
@Command(
        name = "replay",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Publishes the repaired reading of a dead letter, once: a second time changes nothing.")
final class ReplayCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "POSITION", description = "topicId.partition.offset.index, as lists show it")
    private String position = "";

    @ArgGroup
    private @Nullable Repaired repaired;

    @Mixin
    private StoreOptions options = new StoreOptions();

    /** Where the repaired reading comes from; by default the letter's own bytes, which may be good by now. */
    private static final class Repaired {
        @Option(names = "--value", paramLabel = "JSON", description = "the repaired reading, or an array of readings")
        private @Nullable String value;

        @Option(names = "--file", paramLabel = "FILE", description = "a file that holds it")
        private @Nullable Path file;
    }

    @Override
    public Integer call() {
        Position asked = DeadLettersCommand.position(position);
        Settings settings = options.settings();
        FoundLetters found = StoreAnswers.ask(() -> new DeadLetterReader(settings).find(asked));
        if (found.isEmpty()) {
            throw DeadLettersCommand.unknown(asked);
        }
        byte[] original = found.letter()
                .orElseThrow(() -> new CliException(
                        CliException.WRONG_INPUT,
                        asked.id()
                                + " is a reading that was applied; what is kept of it are documents that Elasticsearch"
                                + " refused, and those cannot be replayed"))
                .letter()
                .bytes();
        if (found.replayed().isPresent()) {
            return tell(asked.id() + " was replayed already: nothing is written");
        }
        byte[] value = value(original);
        List<Reading> readings = RepairedReadings.check(value, settings, Clock.systemUTC());
        DeadLetterReplay replay = new DeadLetterReplay(settings);
        Outcome outcome = StoreAnswers.ask(() -> replay.replay(asked, value, readings));
        return tell(
                outcome == Outcome.REPLAYED
                        ? asked.id() + " is replayed: " + readings.size() + " reading(s) written"
                        : asked.id() + " was replayed already: nothing is written");
    }

    private Integer tell(String sentence) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(sentence);
        out.flush();
        return 0;
    }

    private byte[] value(byte[] original) {
        if (repaired == null) {
            return original;
        }
        if (repaired.file == null) {
            return String.valueOf(repaired.value).getBytes(UTF_8);
        }
        try {
            return Files.readAllBytes(repaired.file);
        } catch (IOException e) {
            throw new CliException(
                    CliException.WRONG_INPUT,
                    "--file: " + repaired.file + " cannot be read (" + e + "): name another, or give --value");
        }
    }
}
