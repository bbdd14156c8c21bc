// SPDX-License-Identifier: Apache-2.0
package io.foursigma.bench.cli.quality;

import io.foursigma.ingest.FilePublisher;
import io.foursigma.local.cli.CliException;
import io.foursigma.local.cli.whatif.FileReadings;
import io.foursigma.local.cli.whatif.Labels;
import io.foursigma.schemas.settings.Settings;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Labelled series: {@code readings.ndjson.gz} and {@code combined_windows.json} of a folder. */
final class Corpus {

    private final List<Series> series;
    private final Labels labels;

    private Corpus(List<Series> series, Labels labels) {
        this.series = series;
        this.labels = labels;
    }

    /**
     * Reads the two files of a folder.
     *
     * @throws CliException if the labels cannot be read, or a series has none
     * @throws io.foursigma.ingest.ReadingFileException if the readings cannot be read
     */
    static Corpus read(Path folder) {
        List<Path> readings = List.of(folder.resolve("readings.ndjson.gz"));
        FilePublisher.check(readings);
        Labels labels = Labels.read(folder.resolve("combined_windows.json"));
        Map<String, Series> series = new TreeMap<>();
        FileReadings.read(
                readings,
                Settings.defaults(),
                refused -> {},
                (sensor, time, value, at, index) ->
                        series.computeIfAbsent(sensor, Series::new).add(time, value));
        series.keySet().forEach(name -> {
            if (labels.of(name).isEmpty()) {
                throw new CliException(
                        CliException.WRONG_INPUT,
                        folder + ": the labels name no series '" + name
                                + "': give a folder whose files belong together");
            }
        });
        return new Corpus(List.copyOf(series.values()), labels);
    }

    /** By name. */
    List<Series> series() {
        return series;
    }

    long readings() {
        return series.stream().mapToLong(Series::rows).sum();
    }

    /** What alarms in a series are worth. */
    NabScore score(Series one) {
        return new NabScore(one.rows(), one.rowsOf(labels.of(one.name()).orElseThrow()));
    }
}
