// SPDX-License-Identifier: Apache-2.0
package io.foursigma.local.cli.whatif;

import io.foursigma.ingest.FilePublisher;
import io.foursigma.local.cli.CliException;
import io.foursigma.local.cli.RefusedLineText;
import io.foursigma.local.cli.Steps;
import io.foursigma.local.cli.StoreAnswers;
import io.foursigma.local.cli.StoreOptions;
import io.foursigma.local.cli.TerminalText;
import io.foursigma.schemas.json.Json;
import io.foursigma.schemas.settings.Settings;
import io.foursigma.schemas.settings.SettingsTable;
import io.foursigma.stores.ReadingHistory;
import io.foursigma.stores.ReadingHistory.Budget;
import io.foursigma.stores.kafka.KafkaReadingHistory;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code foursigma what-if}: past readings judged by other settings. */
@Command(
        name = "what-if",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Says what other settings would have found: judges the readings that Kafka holds, or those of files, by"
                        + " each of the settings given, and prints what came of it. Nothing is written to any store.",
        footer = {
            "",
            "Exit codes: 0 done, 1 failed on the way, 2 wrong input or settings, or a store that does not answer."
        })
public final class WhatIfCommand implements Callable<Integer> {

    private static final int MOST_VARIANTS = 100;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(
            arity = "0..*",
            paramLabel = "FILE",
            description = "files of readings, as 'analyze' takes them (default: what the topic of readings holds)")
    private List<Path> files = new ArrayList<>();

    @Option(
            names = "--sigmas",
            paramLabel = "X,X...",
            split = ",",
            description = "allowed standard deviations (default: the one in force)")
    private List<String> sigmas = new ArrayList<>();

    @Option(
            names = "--window",
            paramLabel = "TIME,TIME...",
            split = ",",
            description = "lengths of a window, such as 2s,10m,1h (default: the one in force)")
    private List<String> windows = new ArrayList<>();

    @Option(
            names = "--from",
            paramLabel = "TIME",
            description =
                    "least event time that counts: ISO-8601 with an offset, epoch milliseconds, or a duration such as"
                            + " 2h for so long ago; earlier readings make the baselines")
    private @Nullable String from;

    @Option(names = "--to", paramLabel = "TIME", description = "the first event time that no longer counts")
    private @Nullable String to;

    @Option(
            names = "--sensor",
            paramLabel = "NAME",
            description =
                    "only this sensor, or with a * at the end all whose names begin so; may be given several times")
    private List<String> sensors = new ArrayList<>();

    @Option(
            names = "--labels",
            paramLabel = "FILE",
            description = "JSON with the spans in which something was wrong, by sensor: counts hits and false alarms")
    private @Nullable Path labels;

    @Option(names = "--anomalies", paramLabel = "FILE", description = "write every anomaly to this file, as NDJSON")
    private @Nullable Path anomalyFile;

    @Option(names = "--json", description = "print JSON")
    private boolean json;

    @Mixin
    private StoreOptions options = new StoreOptions();

    /** The command, to be filled by picocli. */
    public WhatIfCommand() {}

    @Override
    public Integer call() throws IOException {
        Settings settings = options.settings();
        Asked asked = asked(settings);
        FilePublisher.check(files);
        Replayed replayed = files.isEmpty() ? ofTopic(settings, asked) : ofFiles(settings, asked);
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(TerminalText.jsonLine(Json.text(to -> WhatIfJson.write(to, replayed))));
        } else {
            WhatIfText.print(out, replayed);
        }
        out.flush();
        return 0;
    }

    private Asked asked(Settings settings) {
        List<Variant> variants = Variant.grid(settings, sigmas, windows);
        if (variants.size() > MOST_VARIANTS) {
            throw new CliException(
                    CliException.WRONG_INPUT,
                    "--sigmas and --window make " + variants.size() + " choices of settings: give at most "
                            + MOST_VARIANTS);
        }
        long least = from == null ? Long.MIN_VALUE : Moment.parse("--from", from, Clock.systemUTC());
        long end = to == null ? Long.MAX_VALUE : Moment.parse("--to", to, Clock.systemUTC());
        if (least >= end) {
            throw new CliException(
                    CliException.WRONG_INPUT, "--from " + from + " does not lie before --to " + to + ": exchange them");
        }
        return new Asked(
                variants, least, end, sensors, Optional.ofNullable(labels).map(Labels::read));
    }

    private Replayed ofFiles(Settings settings, Asked asked) throws IOException {
        PrintWriter err = spec.commandLine().getErr();
        AtomicLong refused = new AtomicLong();
        String source = files.size() == 1 ? files.get(0).toString() : files.size() + " files";
        Replayed replayed = replay(
                settings,
                asked,
                source,
                "",
                taker -> FileReadings.count(
                        files,
                        settings,
                        line -> {
                            refused.incrementAndGet();
                            err.println(RefusedLineText.of(line));
                        },
                        taker));
        return refused.get() == 0
                ? replayed
                : replayed.with(List.of("%,d lines were refused, see above".formatted(refused.get())));
    }

    private Replayed ofTopic(Settings settings, Asked asked) throws IOException {
        try (ReadingHistory history = new KafkaReadingHistory(settings)) {
            TopicReadings topic = StoreAnswers.ask(() -> TopicReadings.of(history, settings, Budget.OF_A_COMMAND));
            String source = "the topic " + settings.get(SettingsTable.READINGS_TOPIC);
            Replayed replayed = replay(settings, asked, source, topic.topicId(), topic::read);
            return replayed.with(notes(topic, replayed.findings().leftOut()));
        }
    }

    private static List<String> notes(TopicReadings topic, List<String> leftOut) {
        List<String> notes = new ArrayList<>();
        topic.cut()
                .forEach((partition, first) -> notes.add("Kafka holds partition " + partition + " from offset " + first
                        + " on only: the first verdicts of its sensors may be others than the live ones"));
        if (!leftOut.isEmpty()) {
            notes.add(
                    "left out, because their readings lie in several partitions, and in which order those were judged is not"
                            + " known: " + String.join(", ", leftOut));
        }
        return notes;
    }

    /** Where readings come from. */
    private interface Source {
        Decoding.Counts read(ReadingTaker taker);
    }

    private Replayed replay(Settings settings, Asked asked, String name, String topicId, Source source)
            throws IOException {
        Steps steps = new Steps(spec.commandLine().getErr(), Clock.systemUTC());
        Runtime machine = Runtime.getRuntime();
        try (AnomalyFile file = anomalyFile == null ? null : AnomalyFile.open(anomalyFile, topicId);
                Replay replay = new Replay(
                        asked,
                        file == null ? (variant, batch, i, verdict) -> {} : file,
                        machine.availableProcessors(),
                        machine.maxMemory() / 2)) {
            Decoding.Counts counts = source.read(replay);
            Findings findings = replay.finish();
            int inForce = asked.variants().indexOf(Variant.of(settings));
            return new Replayed(
                    name,
                    asked,
                    inForce < 0 ? OptionalInt.empty() : OptionalInt.of(inForce),
                    counts,
                    findings,
                    steps.elapsed(),
                    List.of());
        }
    }
}
