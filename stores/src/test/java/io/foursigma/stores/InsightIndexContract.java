// SPDX-License-Identifier: Apache-2.0
package io.foursigma.stores;

import static io.foursigma.stores.Samples.TIME;
import static io.foursigma.stores.Samples.anomaly;
import static io.foursigma.stores.Samples.window;
import static org.assertj.core.api.Assertions.assertThat;

import io.foursigma.schemas.Anomaly;
import io.foursigma.schemas.Episode;
import io.foursigma.schemas.EpisodeChange;
import io.foursigma.schemas.Position;
import io.foursigma.schemas.WindowStats;
import io.foursigma.stores.InsightReader.AnomalyQuery;
import io.foursigma.stores.InsightReader.EpisodeQuery;
import io.foursigma.stores.InsightReader.JudgedQuery;
import io.foursigma.stores.InsightReader.PageEnd;
import io.foursigma.stores.WindowHistory.Bin;
import io.foursigma.stores.WindowHistory.CourseQuery;
import io.foursigma.stores.WindowHistory.WindowQuery;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The laws of {@link InsightIndex} and {@link InsightReader}. */
public abstract class InsightIndexContract {

    /** The index under test; it holds nothing when a test begins. */
    protected abstract InsightIndex index();

    /** A reader of the same. */
    protected abstract InsightReader reader();

    /** A reader of the windows in it. */
    protected abstract WindowHistory history();

    @Test
    void emptyIndexHasNothingToRead() {
        assertThat(anomalies()).isEmpty();
        assertThat(episodes()).isEmpty();
        assertThat(episodes(null, 0, TIME, null)).isEmpty();
        assertThat(windows()).isEmpty();
        assertThat(reader().anomalies(new AnomalyQuery(null, 0, TIME, 10))).isEmpty();
        assertThat(reader().anomaly(anomaly("a", TIME, 1).id())).isEmpty();
    }

    @Test
    void puttingNothingIsAllowed() {
        assertThat(index().put(List.of(), List.of())).isEmpty();
    }

    @Test
    void anomalyThatIsThereIsLeftAsItIs() {
        Anomaly first = anomaly("a", TIME, 1);
        put(first);
        put(first);
        put(Samples.judgedLater(first));
        assertThat(anomalies()).containsExactly(first);
    }

    @Test
    void sameAnomalyTwiceInOnePutStandsOnce() {
        Anomaly first = anomaly("a", TIME, 1);
        put(first, Samples.judgedLater(first));
        assertThat(anomalies()).containsExactly(first);
    }

    @Test
    void windowReplacesItsLowerRevisionsOnly() {
        put(window("a", 2_000, 7));
        put(window("a", 2_000, 7, 99), window("a", 2_000, 6), window("a", 4_000, 1));
        assertThat(windows()).containsExactly(window("a", 2_000, 7), window("a", 4_000, 1));
        put(window("a", 2_000, 8), window("a", 2_000, 9), window("a", 2_000, 8));
        assertThat(windows()).containsExactly(window("a", 2_000, 9), window("a", 4_000, 1));
    }

    @Test
    void digitsSurviveBitForBit() {
        List<Anomaly> anomalies = new ArrayList<>();
        List<WindowStats> windows = new ArrayList<>();
        for (int i = 0; i < Samples.HARD_DOUBLES.size(); i++) {
            anomalies.add(anomaly("a", TIME + i, i, Samples.HARD_DOUBLES.get(i)));
            windows.add(window("a", 2_000L * i, 1, Samples.HARD_DOUBLES.get(i)));
        }
        assertThat(index().put(anomalies, windows)).isEmpty();
        assertThat(anomalies()).containsExactlyElementsOf(anomalies);
        assertThat(windows()).containsExactlyElementsOf(windows);
    }

    @Test
    void missingNumbersComeBackMissing() {
        Anomaly given = anomaly("a", TIME, 1);
        Anomaly constantBaseline =
                new Anomaly(given.position(), "a", TIME, 1, null, given.baseline(), given.rule(), 0, 2_000, TIME, TIME);
        index().put(List.of(constantBaseline), List.of(Samples.firstWindow("a", 2_000)));
        assertThat(anomalies()).containsExactly(constantBaseline);
        assertThat(windows()).containsExactly(Samples.firstWindow("a", 2_000));
    }

    @Test
    void oddSensorNamesAreTakenAndFound() {
        List<Anomaly> anomalies = new ArrayList<>();
        List<WindowStats> windows = new ArrayList<>();
        for (String sensor : Samples.ODD_SENSORS) {
            anomalies.add(anomaly(sensor, TIME, anomalies.size()));
            windows.add(window(sensor, 2_000, 1));
            windows.add(window(sensor, 4_000, 1));
        }
        assertThat(index().put(anomalies, windows)).isEmpty();
        assertThat(index().put(anomalies, windows)).isEmpty();
        assertThat(anomalies()).containsExactlyInAnyOrderElementsOf(anomalies);
        assertThat(windows()).containsExactlyInAnyOrderElementsOf(windows);
        for (Anomaly anomaly : anomalies) {
            assertThat(reader().anomalies(new AnomalyQuery(anomaly.sensor(), 0, Long.MAX_VALUE, 10)))
                    .containsExactly(anomaly);
            assertThat(reader().anomaly(anomaly.id())).hasValue(anomaly);
        }
    }

    @Test
    void queryTakesFromAndLeavesTo() {
        put(anomaly("a", TIME, 1), anomaly("a", TIME + 1, 2), anomaly("b", TIME + 1, 3), anomaly("a", TIME + 2, 4));
        anomalies();
        assertThat(reader().anomalies(new AnomalyQuery(null, TIME, TIME + 2, 10)))
                .containsExactly(anomaly("a", TIME + 1, 2), anomaly("b", TIME + 1, 3), anomaly("a", TIME, 1));
        assertThat(reader().anomalies(new AnomalyQuery("a", TIME + 1, TIME + 3, 10)))
                .containsExactly(anomaly("a", TIME + 2, 4), anomaly("a", TIME + 1, 2));
        assertThat(reader().anomalies(new AnomalyQuery("c", Long.MIN_VALUE, Long.MAX_VALUE, 10)))
                .isEmpty();
    }

    @Test
    void querySizeKeepsTheNewest() {
        put(anomaly("a", TIME + 2, 1), anomaly("a", TIME + 3, 2), anomaly("a", TIME + 1, 3));
        anomalies();
        assertThat(reader().anomalies(new AnomalyQuery(null, Long.MIN_VALUE, Long.MAX_VALUE, 2)))
                .containsExactly(anomaly("a", TIME + 3, 2), anomaly("a", TIME + 2, 1));
    }

    @Test
    void pagesFollowEachOtherWithoutAGapOrAnOverlap() {
        put(
                anomaly("a", TIME, 1),
                anomaly("b", TIME, 2),
                anomaly("c", TIME, 3),
                anomaly("d", TIME + 1, 4),
                anomaly("a", -5, 5));
        anomalies();
        List<Anomaly> all = reader().anomalies(new AnomalyQuery(null, Long.MIN_VALUE, Long.MAX_VALUE, 10));
        assertThat(all).hasSize(5);
        List<Anomaly> paged = new ArrayList<>();
        PageEnd after = null;
        List<Anomaly> page;
        do {
            page = reader().anomalies(new AnomalyQuery(null, Long.MIN_VALUE, Long.MAX_VALUE, null, null, 2, after));
            paged.addAll(page);
            Anomaly last = paged.get(paged.size() - 1);
            after = new PageEnd(last.time(), last.id());
        } while (!page.isEmpty() && paged.size() <= all.size());
        assertThat(paged).containsExactlyElementsOf(all);
    }

    @Test
    void pagesByTheTimeOfJudgingFollowEachOtherWhateverTheEventTimes() {
        assertThat(reader().lastJudged()).isEmpty();
        List<Anomaly> byJudged = List.of(
                anomaly("a", TIME, 1).judgedAt(10),
                anomaly("b", TIME - 400L * 24 * 3_600_000, 2).judgedAt(20),
                anomaly("c", TIME + 5, 3).judgedAt(20),
                anomaly("d", TIME + 1, 4).judgedAt(20),
                anomaly("a", -5, 5).judgedAt(30));
        put(byJudged.get(4), byJudged.get(2), byJudged.get(0), byJudged.get(3), byJudged.get(1));
        anomalies();
        List<Anomaly> sorted = byJudged.stream()
                .filter(anomaly -> anomaly.judged() >= 20)
                .sorted(Comparator.comparingLong(Anomaly::judged).thenComparing(Anomaly::id))
                .toList();
        List<Anomaly> paged = new ArrayList<>();
        PageEnd after = null;
        for (int i = 0; i <= sorted.size(); i++) {
            List<Anomaly> page = reader().judgedSince(new JudgedQuery(20, 1, after));
            assertThat(page).hasSize(i < sorted.size() ? 1 : 0);
            for (Anomaly anomaly : page) {
                after = new PageEnd(anomaly.judged(), anomaly.id());
                paged.add(anomaly);
            }
        }
        assertThat(paged).containsExactlyElementsOf(sorted);
        assertThat(reader().judgedSince(new JudgedQuery(Long.MIN_VALUE, 100, null)))
                .hasSize(5);
        assertThat(reader().lastJudged()).hasValue(30);
    }

    @Test
    void anomaliesAreFoundByHowFarTheyAre() {
        Anomaly near = far(anomaly("a", TIME, 1), 4.5);
        Anomaly at = far(anomaly("a", TIME + 1, 2), 5.0);
        Anomaly beyond = far(anomaly("a", TIME + 2, 3), 7.25);
        Anomaly constant = far(anomaly("a", TIME + 3, 4), null);
        put(near, at, beyond, constant);
        anomalies();
        assertThat(reader().anomalies(new AnomalyQuery("a", TIME, TIME + 10, 5.0, null, 10, null)))
                .containsExactly(constant, beyond, at);
        assertThat(reader().anomalies(new AnomalyQuery("a", TIME, TIME + 10, 1e9, null, 10, null)))
                .containsExactly(constant);
    }

    private static Anomaly far(Anomaly anomaly, @Nullable Double sigmas) {
        return new Anomaly(
                anomaly.position(),
                anomaly.sensor(),
                anomaly.time(),
                anomaly.value(),
                sigmas,
                anomaly.baseline(),
                anomaly.rule(),
                anomaly.windowStart(),
                anomaly.windowEnd(),
                anomaly.received(),
                anomaly.judged());
    }

    @Test
    void windowsOfASensorComeNewestFirst() {
        assertThat(history().windows(new WindowQuery("a", 0, Long.MAX_VALUE / 2, 10)))
                .isEmpty();
        put(
                window("a", 2_000, 1),
                window("a", 0, 1),
                window("a", 4_000, 1),
                window("b", 2_000, 1),
                window("a", 2_000, 2));
        windows();
        assertThat(history().windows(new WindowQuery("a", 0, 4_000, 10)))
                .containsExactly(window("a", 2_000, 2), window("a", 0, 1));
        assertThat(history().windows(new WindowQuery("a", -1, 10_000, 1))).containsExactly(window("a", 4_000, 1));
    }

    @Test
    void courseMergesWindowsAndLosesNoSpike() {
        assertThat(history().course(new CourseQuery("a", 0, 10_000, 10_000))).isEmpty();
        Random random = new Random(11);
        List<WindowStats> all = new ArrayList<>();
        for (int i = 0; i < 2_000; i++) {
            if (random.nextInt(5) > 0) {
                long start = TIME + 2_000L * i;
                double mean = random.nextGaussian();
                long count = 1L + random.nextInt(50);
                all.add(new WindowStats(
                        i % 10 == 9 ? "b" : "a",
                        start,
                        start + 2_000,
                        count,
                        count,
                        mean,
                        0.5,
                        0.6,
                        mean - random.nextInt(100),
                        mean + random.nextInt(100),
                        null));
            }
        }
        assertThat(index().put(List.of(), all)).isEmpty();
        windows();
        for (long interval : List.of(2_000L, 14_000L, 1_000_000L)) {
            long from = Math.floorDiv(TIME, interval) * interval + interval;
            long to = from + 3 * interval;
            List<Bin> bins = history().course(new CourseQuery("a", from, to, interval));
            List<Bin> expected = bins("a", from, to, interval, all);
            assertThat(bins).hasSameSizeAs(expected);
            for (int i = 0; i < bins.size(); i++) {
                Bin bin = bins.get(i);
                double mean = Objects.requireNonNull(expected.get(i).mean());
                assertThat(bin.mean()).isCloseTo(mean, Offset.offset(1e-12));
                assertThat(new Bin(bin.start(), bin.windows(), bin.count(), bin.min(), mean, bin.max()))
                        .isEqualTo(expected.get(i));
            }
        }
    }

    @Test
    void courseOfValuesWhoseSumIsNoDoubleHasNoMean() {
        put(window("a", 2_000, 10, 1e308), window("a", 4_000, 10, 1e308));
        windows();
        assertThat(history().course(new CourseQuery("a", 0, 20_000, 20_000)))
                .containsExactly(new Bin(0, 2, 20, 1e308, null, 1e308));
    }

    /** One bin after the other, one window after the other, in exact arithmetic. */
    private static List<Bin> bins(String sensor, long from, long to, long interval, List<WindowStats> windows) {
        List<Bin> bins = new ArrayList<>();
        for (long start = from; start < to; start += interval) {
            long held = 0;
            long count = 0;
            double min = Double.MAX_VALUE;
            double max = -Double.MAX_VALUE;
            BigDecimal sum = BigDecimal.ZERO;
            for (WindowStats window : windows) {
                if (window.sensor().equals(sensor) && start <= window.start() && window.start() < start + interval) {
                    held++;
                    count += window.count();
                    min = Math.min(min, window.min());
                    max = Math.max(max, window.max());
                    sum = sum.add(new BigDecimal(window.mean()).multiply(BigDecimal.valueOf(window.count())));
                }
            }
            if (held > 0) {
                double mean = sum.divide(BigDecimal.valueOf(count), MathContext.DECIMAL128)
                        .doubleValue();
                bins.add(new Bin(start, held, count, min, mean, max));
            }
        }
        return bins;
    }

    @Test
    void timesBeforeTheEpochAndInOtherMonthsKeepTheirOrder() {
        List<Long> times = List.of(-1_000_000_000_001L, -1L, 0L, 1_262_304_000_000L, TIME, TIME + 40L * 86_400_000);
        List<Anomaly> anomalies = new ArrayList<>();
        List<WindowStats> windows = new ArrayList<>();
        for (long time : times) {
            anomalies.add(anomaly("a", time, anomalies.size()));
            windows.add(window("a", time, 1));
        }
        assertThat(index().put(anomalies, windows)).isEmpty();
        assertThat(anomalies()).containsExactlyElementsOf(anomalies);
        assertThat(windows()).containsExactlyElementsOf(windows);
        assertThat(reader().anomalies(new AnomalyQuery(null, -1, 1, 10)))
                .containsExactly(anomalies.get(2), anomalies.get(1));
    }

    @Test
    void thousandsComeBackInOrder() {
        List<Anomaly> anomalies = new ArrayList<>();
        List<WindowStats> windows = new ArrayList<>();
        for (int i = 0; i < 5_000; i++) {
            anomalies.add(anomaly("s" + i % 10, TIME + i, i));
            windows.add(window("s" + i / 500, 2_000L * (i % 500), 1));
        }
        List<Anomaly> shuffled = new ArrayList<>(anomalies);
        Collections.shuffle(shuffled, new Random(7));
        assertThat(index().put(shuffled, windows)).isEmpty();
        assertThat(anomalies()).containsExactlyElementsOf(anomalies);
        assertThat(windows()).containsExactlyElementsOf(windows);
    }

    @Test
    void episodeReplacesItsLowerRevisionsOnlyInWhateverOrderTheyCome() {
        Episode opened = episode("a", 1, TIME, 1, true);
        Episode closed = episode("a", 1, TIME, 3, false);
        put(closed);
        put(opened, episode("a", 1, TIME, 2, true));
        assertThat(episodes()).containsExactly(closed);
        Episode reopened = episode("a", 1, TIME - 1, 4, true);
        put(reopened, closed);
        assertThat(episodes()).containsExactly(reopened);
        assertThat(reader().episode(closed.id())).contains(reopened);
        assertThat(reader().episode("topic-1.0.77.0")).isEmpty();
    }

    @Test
    void episodesAreAskedForBySensorSpanAndState() {
        Episode a = episode("a", 1, TIME, 1, true);
        Episode b = episode("b", 2, TIME + 1_000, 2, false);
        Episode c = episode("a", 3, TIME + 2_000, 2, false);
        put(a, b, c);
        assertThat(episodes()).containsExactly(a, b, c);
        assertThat(episodes(null, 0, Long.MAX_VALUE, null)).containsExactly(c, b, a);
        assertThat(episodes("a", 0, Long.MAX_VALUE, null)).containsExactly(c, a);
        assertThat(episodes(null, 0, Long.MAX_VALUE, true)).containsExactly(a);
        assertThat(episodes(null, 0, Long.MAX_VALUE, false)).containsExactly(c, b);
        assertThat(episodes(null, a.last(), b.first() + 1, null)).containsExactly(b, a);
        assertThat(episodes(null, a.last() + 1, b.first(), null)).isEmpty();
    }

    @Test
    void episodesAreReadByTheTimeOfTheirLastRevision() {
        assertThat(reader().lastEpisodeJudged()).isEmpty();
        assertThat(reader().episodesJudgedSince(new JudgedQuery(0, 10, null))).isEmpty();
        Episode a = episode("a", 1, TIME, 1, true).judgedAt(10);
        Episode b = episode("b", 2, TIME - 9, 1, true).judgedAt(20);
        Episode c = episode("c", 3, TIME - 5, 1, true).judgedAt(20);
        put(c, b, a);
        assertThat(episodes()).hasSize(3);
        assertThat(reader().episodesJudgedSince(new JudgedQuery(11, 10, null))).containsExactly(b, c);
        assertThat(reader().episodesJudgedSince(new JudgedQuery(0, 1, new PageEnd(20, b.id()))))
                .containsExactly(c);
        assertThat(reader().lastEpisodeJudged()).hasValue(20);
        Episode later = episode("a", 1, TIME, 2, false).judgedAt(30);
        put(later);
        assertThat(episodes()).hasSize(3);
        assertThat(reader().episodesJudgedSince(new JudgedQuery(20, 10, null))).containsExactly(b, c, later);
        assertThat(reader().lastEpisodeJudged()).hasValue(30);
    }

    @Test
    void anomaliesAreFoundByTheirEpisode() {
        Anomaly of = inEpisode(anomaly("a", TIME, 1), "topic-1.0.1.0");
        put(of, inEpisode(anomaly("a", TIME + 1, 2), "topic-1.0.2.0"), anomaly("b", TIME, 3));
        anomalies();
        assertThat(reader().anomalies(new AnomalyQuery(null, 0, Long.MAX_VALUE, null, "topic-1.0.1.0", 10, null)))
                .containsExactly(of);
    }

    private static Anomaly inEpisode(Anomaly anomaly, String episode) {
        return new Anomaly(
                anomaly.position(),
                anomaly.sensor(),
                anomaly.time(),
                anomaly.value(),
                anomaly.sigmas(),
                anomaly.baseline(),
                anomaly.rule(),
                anomaly.windowStart(),
                anomaly.windowEnd(),
                anomaly.received(),
                anomaly.judged(),
                episode);
    }

    @Test
    void episodesAreReadPageByPage() {
        Episode[] all = new Episode[5];
        for (int i = 0; i < all.length; i++) {
            all[i] = episode("a", i, TIME - i / 2, 1, true);
        }
        put(all);
        assertThat(episodes()).hasSize(5);
        List<Episode> read = new ArrayList<>();
        PageEnd after = null;
        for (int page = 0; page < 3; page++) {
            List<Episode> found = reader().episodes(new EpisodeQuery(null, 0, Long.MAX_VALUE, null, 2, after));
            read.addAll(found);
            Episode last = found.get(found.size() - 1);
            after = new PageEnd(last.first(), last.id());
        }
        assertThat(read).containsExactly(all);
    }

    private static Episode episode(String sensor, int offset, long first, long revision, boolean open) {
        Position cause = new Position("topic-1", 0, offset, 0);
        EpisodeChange change = open ? EpisodeChange.EXTENDED : EpisodeChange.CLOSED;
        Long closed = open ? null : first + 1_000;
        return new Episode(
                cause.id(),
                sensor,
                first,
                first + 100,
                2,
                open ? 4.5 : null,
                500,
                first + 600,
                closed,
                0,
                revision,
                change,
                first,
                first + 7,
                cause);
    }

    private void put(Episode... episodes) {
        assertThat(index().put(List.of(), List.of(), List.of(episodes))).isEmpty();
    }

    private List<Episode> episodes(@Nullable String sensor, long from, long to, @Nullable Boolean open) {
        return reader().episodes(new EpisodeQuery(sensor, from, to, open, 10, null));
    }

    private List<Episode> episodes() {
        List<Episode> all = new ArrayList<>();
        reader().forEachEpisode(all::add);
        return all;
    }

    private void put(Anomaly... anomalies) {
        assertThat(index().put(List.of(anomalies), List.of())).isEmpty();
    }

    private void put(WindowStats... windows) {
        assertThat(index().put(List.of(), List.of(windows))).isEmpty();
    }

    private List<Anomaly> anomalies() {
        List<Anomaly> all = new ArrayList<>();
        reader().forEachAnomaly(all::add);
        return all;
    }

    private List<WindowStats> windows() {
        List<WindowStats> all = new ArrayList<>();
        reader().forEachWindow(all::add);
        return all;
    }
}
