// SPDX-License-Identifier: Apache-2.0
package io.foursigma.bench.storm;

import io.foursigma.bench.workload.Acknowledgement;
import io.foursigma.bench.workload.EpochMicros;
import io.foursigma.schemas.Anomaly;
import io.foursigma.schemas.WindowStats;
import io.foursigma.stores.BucketStore.Flush;
import io.foursigma.stores.InsightIndex.Refused;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Writes down what is acknowledged, and when. Each call appends its lines and leaves the file whole, so that it can be
 * read whenever the process ends.
 *
 * @param file the file, which exists
 */
record AcknowledgementLog(String file) implements Acknowledgements {

    /** Each bolt has a copy of the log, all of them in one process, on one file. */
    private static final Object APPENDING = new Object();

    @Override
    public void durable(String state, Flush<?> flush, long nanos) {
        long now = EpochMicros.now();
        append(flush.progress().entrySet().stream()
                .map(at -> new Acknowledgement.Durable(
                        now, state, flush.bucket(), at.getKey(), at.getValue().next()))
                .toList());
    }

    @Override
    public void indexed(List<Anomaly> anomalies, List<WindowStats> windows, List<Refused> refused) {
        long now = EpochMicros.now();
        Set<String> refusedIds = refused.stream().map(Refused::id).collect(Collectors.toSet());
        List<Acknowledgement> taken = new ArrayList<>();
        for (Anomaly anomaly : anomalies) {
            if (!refusedIds.contains(anomaly.id())) {
                taken.add(new Acknowledgement.IndexedAnomaly(
                        now, anomaly.sensor(), anomaly.position().offset()));
            }
        }
        for (WindowStats window : windows) {
            if (!refusedIds.contains(window.id())) {
                taken.add(new Acknowledgement.IndexedWindow(now, window.sensor(), window.end(), window.revision()));
            }
        }
        append(taken);
    }

    private void append(List<? extends Acknowledgement> acknowledgements) {
        List<String> lines =
                acknowledgements.stream().map(Acknowledgement::line).toList();
        synchronized (APPENDING) {
            try {
                Files.write(Path.of(file), lines, StandardOpenOption.APPEND);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
