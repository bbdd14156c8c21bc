// SPDX-License-Identifier: Apache-2.0
package io.foursigma.stores.memory;

import io.foursigma.schemas.Anomaly;
import io.foursigma.schemas.WindowStats;
import io.foursigma.stores.ByName;
import io.foursigma.stores.InsightIndex;
import io.foursigma.stores.InsightReader;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** The index of insights and its reader, held in memory. It refuses no document; closing it keeps what it holds. */
public final class InMemoryInsightIndex implements InsightIndex, InsightReader {

    private static final Comparator<Anomaly> BY_TIME =
            Comparator.comparingLong(Anomaly::time).thenComparing(Anomaly::id, ByName.ORDER);
    private static final Comparator<Anomaly> NEWEST_FIRST =
            Comparator.comparingLong(Anomaly::time).reversed().thenComparing(Anomaly::id, ByName.ORDER);
    private static final Comparator<WindowStats> BY_SENSOR =
            Comparator.comparing(WindowStats::sensor, ByName.ORDER).thenComparingLong(WindowStats::start);

    private final Map<String, Anomaly> anomalies = new HashMap<>();
    private final Map<String, WindowStats> windows = new HashMap<>();

    /** An index that holds nothing. */
    public InMemoryInsightIndex() {}

    @Override
    public synchronized List<Refused> put(List<Anomaly> newAnomalies, List<WindowStats> newWindows) {
        newAnomalies.forEach(anomaly -> anomalies.putIfAbsent(anomaly.id(), anomaly));
        newWindows.forEach(window -> windows.merge(
                window.id(), window, (held, offered) -> offered.revision() > held.revision() ? offered : held));
        return List.of();
    }

    @Override
    public synchronized List<Anomaly> anomalies(AnomalyQuery query) {
        String sensor = query.sensor();
        PageEnd after = query.after();
        return anomalies.values().stream()
                .filter(anomaly -> sensor == null || anomaly.sensor().equals(sensor))
                .filter(anomaly -> after == null || isBehind(anomaly, after))
                .filter(anomaly -> query.from() <= anomaly.time() && anomaly.time() < query.to())
                .sorted(NEWEST_FIRST)
                .limit(query.size())
                .toList();
    }

    @Override
    public synchronized Optional<Anomaly> anomaly(String id) {
        return Optional.ofNullable(anomalies.get(id));
    }

    private static boolean isBehind(Anomaly anomaly, PageEnd end) {
        return anomaly.time() == end.time()
                ? ByName.ORDER.compare(anomaly.id(), end.id()) > 0
                : anomaly.time() < end.time();
    }

    @Override
    public void forEachAnomaly(Consumer<Anomaly> consumer) {
        sortedAnomalies().forEach(consumer);
    }

    @Override
    public void forEachWindow(Consumer<WindowStats> consumer) {
        sortedWindows().forEach(consumer);
    }

    @Override
    public void close() {}

    // The consumers run outside the lock: they may put.
    private synchronized List<Anomaly> sortedAnomalies() {
        return anomalies.values().stream().sorted(BY_TIME).toList();
    }

    private synchronized List<WindowStats> sortedWindows() {
        return windows.values().stream().sorted(BY_SENSOR).toList();
    }
}
