// SPDX-License-Identifier: Apache-2.0
package io.foursigma.stores.memory;

import io.foursigma.schemas.Anomaly;
import io.foursigma.schemas.Episode;
import io.foursigma.schemas.Judged;
import io.foursigma.schemas.WindowStats;
import io.foursigma.stores.ByName;
import io.foursigma.stores.InsightIndex;
import io.foursigma.stores.InsightReader;
import io.foursigma.stores.WindowHistory;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The index of insights and its readers, held in memory. It refuses no document; closing it keeps what it holds. */
public final class InMemoryInsightIndex implements InsightIndex, InsightReader, WindowHistory {

    private static final Comparator<Anomaly> BY_TIME =
            Comparator.comparingLong(Anomaly::time).thenComparing(Anomaly::id, ByName.ORDER);
    private static final Comparator<Anomaly> NEWEST_FIRST =
            Comparator.comparingLong(Anomaly::time).reversed().thenComparing(Anomaly::id, ByName.ORDER);
    private static final Comparator<Judged> BY_JUDGED =
            Comparator.comparingLong(Judged::judged).thenComparing(Judged::id, ByName.ORDER);
    private static final Comparator<Episode> BY_FIRST =
            Comparator.comparingLong(Episode::first).thenComparing(Episode::id, ByName.ORDER);
    private static final Comparator<Episode> NEWEST_EPISODE_FIRST =
            Comparator.comparingLong(Episode::first).reversed().thenComparing(Episode::id, ByName.ORDER);
    private static final Comparator<WindowStats> BY_SENSOR =
            Comparator.comparing(WindowStats::sensor, ByName.ORDER).thenComparingLong(WindowStats::start);

    private final Map<String, Anomaly> anomalies = new HashMap<>();
    private final Map<String, WindowStats> windows = new HashMap<>();
    private final Map<String, Episode> episodes = new HashMap<>();

    /** An index that holds nothing. */
    public InMemoryInsightIndex() {}

    @Override
    public synchronized List<Refused> put(
            List<Anomaly> newAnomalies, List<WindowStats> newWindows, List<Episode> newEpisodes) {
        newAnomalies.forEach(anomaly -> anomalies.putIfAbsent(anomaly.id(), anomaly));
        newWindows.forEach(window -> windows.merge(
                window.id(), window, (held, offered) -> offered.revision() > held.revision() ? offered : held));
        newEpisodes.forEach(episode -> episodes.merge(
                episode.id(), episode, (held, offered) -> offered.revision() > held.revision() ? offered : held));
        return List.of();
    }

    @Override
    public synchronized List<Episode> episodes(EpisodeQuery query) {
        String sensor = query.sensor();
        Boolean open = query.open();
        PageEnd after = query.after();
        return episodes.values().stream()
                .filter(episode -> sensor == null || episode.sensor().equals(sensor))
                .filter(episode -> open == null || episode.isOpen() == open)
                .filter(episode -> query.from() <= episode.last() && episode.first() < query.to())
                .filter(episode -> after == null || isBehind(episode, after))
                .sorted(NEWEST_EPISODE_FIRST)
                .limit(query.size())
                .toList();
    }

    private static boolean isBehind(Episode episode, PageEnd end) {
        return episode.first() == end.time()
                ? ByName.ORDER.compare(episode.id(), end.id()) > 0
                : episode.first() < end.time();
    }

    @Override
    public synchronized Optional<Episode> episode(String id) {
        return Optional.ofNullable(episodes.get(id));
    }

    @Override
    public void forEachEpisode(Consumer<Episode> consumer) {
        sortedEpisodes().forEach(consumer);
    }

    private synchronized List<Episode> sortedEpisodes() {
        return episodes.values().stream().sorted(BY_FIRST).toList();
    }

    @Override
    public synchronized List<Anomaly> anomalies(AnomalyQuery query) {
        String sensor = query.sensor();
        PageEnd after = query.after();
        return anomalies.values().stream()
                .filter(anomaly -> sensor == null || anomaly.sensor().equals(sensor))
                .filter(anomaly -> after == null || isBehind(anomaly, after))
                .filter(anomaly -> isFarther(anomaly.sigmas(), query.sigmas()))
                .filter(anomaly -> query.episode() == null || query.episode().equals(anomaly.episode()))
                .filter(anomaly -> query.from() <= anomaly.time() && anomaly.time() < query.to())
                .sorted(NEWEST_FIRST)
                .limit(query.size())
                .toList();
    }

    @Override
    public synchronized List<Anomaly> judgedSince(JudgedQuery query) {
        return judgedSince(anomalies, query);
    }

    @Override
    public synchronized OptionalLong lastJudged() {
        return lastJudged(anomalies);
    }

    @Override
    public synchronized List<Episode> episodesJudgedSince(JudgedQuery query) {
        return judgedSince(episodes, query);
    }

    @Override
    public synchronized OptionalLong lastEpisodeJudged() {
        return lastJudged(episodes);
    }

    private static <T extends Judged> List<T> judgedSince(Map<String, T> all, JudgedQuery query) {
        PageEnd after = query.after();
        return all.values().stream()
                .filter(one -> one.judged() >= query.since())
                .sorted(BY_JUDGED)
                .filter(one -> after == null || isJudgedBehind(one, after))
                .limit(query.size())
                .toList();
    }

    private static OptionalLong lastJudged(Map<String, ? extends Judged> all) {
        return all.values().stream().mapToLong(Judged::judged).max();
    }

    private static boolean isJudgedBehind(Judged one, PageEnd end) {
        return one.judged() == end.time() ? ByName.ORDER.compare(one.id(), end.id()) > 0 : one.judged() > end.time();
    }

    private static boolean isFarther(@Nullable Double sigmas, @Nullable Double least) {
        return least == null || sigmas == null || sigmas >= least;
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
    public synchronized List<WindowStats> windows(WindowQuery query) {
        return windowsOf(query.sensor(), query.from(), query.to())
                .sorted(Comparator.comparingLong(WindowStats::start).reversed())
                .limit(query.size())
                .toList();
    }

    @Override
    public synchronized List<Bin> course(CourseQuery query) {
        Map<Long, List<WindowStats>> bins = windowsOf(query.sensor(), query.from(), query.to())
                .collect(Collectors.groupingBy(
                        window -> Math.floorDiv(window.start(), query.interval()) * query.interval(),
                        TreeMap::new,
                        Collectors.toList()));
        List<Bin> merged = new ArrayList<>();
        bins.forEach((start, held) -> merged.add(bin(start, held)));
        return merged;
    }

    private Stream<WindowStats> windowsOf(String sensor, long from, long to) {
        return windows.values().stream()
                .filter(window -> window.sensor().equals(sensor))
                .filter(window -> from <= window.start() && window.start() < to);
    }

    private static Bin bin(long start, List<WindowStats> held) {
        long count = held.stream().mapToLong(WindowStats::count).sum();
        double sum = held.stream()
                .mapToDouble(window -> window.mean() * window.count())
                .sum();
        return new Bin(
                start,
                held.size(),
                count,
                held.stream().mapToDouble(WindowStats::min).min().orElseThrow(),
                Double.isFinite(sum) ? sum / count : null,
                held.stream().mapToDouble(WindowStats::max).max().orElseThrow());
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
