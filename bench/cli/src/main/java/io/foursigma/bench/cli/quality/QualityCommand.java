// SPDX-License-Identifier: Apache-2.0
package io.foursigma.bench.cli.quality;

import io.foursigma.bench.cli.ReportFolder;
import io.foursigma.local.cli.Steps;
import io.foursigma.local.cli.whatif.Variant;
import io.foursigma.schemas.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code foursigma bench quality}: how well the rule detects. */
@Command(
        name = "quality",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Scores the rule on the corpus of the Numenta Anomaly Benchmark, by that benchmark's definition, with"
                        + " each anomaly as an alarm and with one alarm per episode, and prints it beside published scores.")
public final class QualityCommand implements Callable<Integer> {

    private static final List<Long> SEEDS = List.of(1L, 2L, 3L);
    private static final Duration PLANT_SPAN = Duration.ofHours(2);

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--data",
            paramLabel = "DIR",
            required = true,
            description = "folder that holds readings.ndjson.gz and combined_windows.json, or has them in nab/")
    private Path data = Path.of("");

    @Option(
            names = "--sigmas",
            paramLabel = "X,X...",
            split = ",",
            defaultValue = "4",
            description = "allowed standard deviations (default: ${DEFAULT-VALUE})")
    private List<String> sigmas = new ArrayList<>();

    @Option(
            names = "--window",
            paramLabel = "TIME,TIME...",
            split = ",",
            defaultValue = "1h,6h,12h,24h,36h,48h,72h,7d",
            description = "lengths of a window (default: ${DEFAULT-VALUE})")
    private List<String> windows = new ArrayList<>();

    @Option(
            names = "-c",
            paramLabel = "NAME=VALUE",
            description = "a setting of docs/settings.md; may be given several times")
    private Map<String, String> given = new LinkedHashMap<>();

    @Mixin
    private ReportFolder report = new ReportFolder();

    /** The command, to be filled by picocli. */
    public QualityCommand() {}

    @Override
    public Integer call() throws IOException {
        Settings settings = Settings.resolve(Map.of(), given);
        List<Variant> variants = Variant.grid(settings, sigmas, windows);
        Path reports = report.create();
        Steps steps = new Steps(spec.commandLine().getErr(), Clock.systemUTC());
        Path below = data.resolve("nab");
        Corpus corpus = Corpus.read(Files.isDirectory(below) ? below : data);
        steps.ready("the corpus");
        List<QualityRow> rows =
                variants.parallelStream().map(variant -> row(corpus, variant)).toList();
        List<PlantFound> plants =
                SEEDS.stream().map(seed -> PlantFound.of(seed, PLANT_SPAN)).toList();
        Path page = new QualityReport(corpus.series().size(), corpus.readings(), rows, plants).write(reports);
        spec.commandLine().getOut().println(Files.readString(page));
        steps.line("Report: " + page);
        return 0;
    }

    private static QualityRow row(Corpus corpus, Variant variant) {
        return new QualityRow(
                variant,
                Scored.of(corpus, series -> RuleAlarms.anomalies(series, variant)),
                Scored.of(corpus, series -> RuleAlarms.episodes(series, variant)));
    }
}
