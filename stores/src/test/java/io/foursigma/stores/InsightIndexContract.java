// SPDX-License-Identifier: Apache-2.0
package io.foursigma.stores;

import static io.foursigma.stores.Samples.TIME;
import static io.foursigma.stores.Samples.anomaly;
import static io.foursigma.stores.Samples.window;
import static org.assertj.core.api.Assertions.assertThat;

import io.foursigma.schemas.Anomaly;
import io.foursigma.schemas.WindowStats;
import io.foursigma.stores.InsightReader.AnomalyQuery;
import io.foursigma.stores.InsightReader.PageEnd;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The laws of {@link InsightIndex} and {@link InsightReader}. */
public abstract class InsightIndexContract {

    /** The index under test; it holds nothing when a test begins. */
    protected abstract InsightIndex index();

    /** A reader of the same. */
    protected abstract InsightReader reader();

    @Test
    void emptyIndexHasNothingToRead() {
        assertThat(anomalies()).isEmpty();
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
            page = reader().anomalies(new AnomalyQuery(null, Long.MIN_VALUE, Long.MAX_VALUE, 2, after));
            paged.addAll(page);
            Anomaly last = paged.get(paged.size() - 1);
            after = new PageEnd(last.time(), last.id());
        } while (!page.isEmpty() && paged.size() <= all.size());
        assertThat(paged).containsExactlyElementsOf(all);
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
