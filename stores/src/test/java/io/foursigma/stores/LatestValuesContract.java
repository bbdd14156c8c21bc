// SPDX-License-Identifier: Apache-2.0
package io.foursigma.stores;

import static io.foursigma.stores.Samples.TIME;
import static io.foursigma.stores.Samples.latest;
import static io.foursigma.stores.Samples.reading;
import static io.foursigma.stores.Samples.stats;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.foursigma.schemas.Anomaly;
import io.foursigma.schemas.LatestReading;
import io.foursigma.schemas.LatestSensor;
import io.foursigma.schemas.SensorStats;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The laws of {@link LatestValues} and {@link LatestReader}. */
public abstract class LatestValuesContract {

    private static final long BEYOND_DOUBLES = (1L << 53) + 2;

    /** The values under test; there are none when a test begins. */
    protected abstract LatestValues values();

    /** A reader of the same. */
    protected abstract LatestReader reader();

    @Test
    void unknownSensorIsEmpty() {
        assertThat(reader().all()).isEmpty();
        assertThat(reader().sensor("a")).isEmpty();
    }

    @Test
    void lifeStaysTheSameWhileValuesCome() {
        String life = values().life();
        put(latest("a", TIME, 5, 9));
        assertThat(values().life()).isEqualTo(life).isNotEmpty();
    }

    @Test
    void puttingTheSameTwiceChangesNothing() {
        put(latest("a", TIME, 5, 9));
        put(latest("a", TIME, 5, 9));
        assertThat(reader().sensor("a")).contains(latest("a", TIME, 5, 9));
        assertThat(reader().all()).containsExactly(latest("a", TIME, 5, 9));
    }

    @Test
    void olderReadingNeverReplacesNewer() {
        LatestReading newest = reading("a", TIME, 3, 5, 1);
        put(half(newest));
        put(half(reading("a", TIME - 1, 4, 6, 2)));
        put(half(reading("a", TIME, 2, 6, 3)));
        put(half(reading("a", TIME, 3, 4, 4)));
        put(half(reading("a", TIME, 3, 5, 5)));
        assertThat(reader().sensor("a")).contains(half(newest));
        put(half(reading("a", TIME, 3, 6, 6)));
        put(half(reading("a", TIME, 4, 0, 7)));
        put(half(reading("a", TIME + 1, 0, 0, 8)));
        assertThat(reader().sensor("a")).contains(half(reading("a", TIME + 1, 0, 0, 8)));
    }

    @Test
    void fewerCountsNeverReplaceMore() {
        put(half(stats("a", 9, 1)));
        put(half(stats("a", 8, 2)));
        put(half(stats("a", 9, 3)));
        assertThat(reader().sensor("a")).contains(half(stats("a", 9, 1)));
        put(half(stats("a", 10, 4)));
        assertThat(reader().sensor("a")).contains(half(stats("a", 10, 4)));
    }

    @Test
    void eachHalfIsGuardedByItself() {
        put(latest("a", TIME, 5, 9));
        put(new LatestSensor("a", reading("a", TIME + 1, 3, 6, 6), stats("a", 8, 8)));
        assertThat(reader().sensor("a"))
                .contains(new LatestSensor(
                        "a",
                        reading("a", TIME + 1, 3, 6, 6),
                        latest("a", TIME, 5, 9).stats()));
        put(new LatestSensor("a", reading("a", TIME - 1, 3, 7, 7), stats("a", 10, 10)));
        assertThat(reader().sensor("a"))
                .contains(new LatestSensor("a", reading("a", TIME + 1, 3, 6, 6), stats("a", 10, 10)));
    }

    @Test
    void halvesComeTogetherInAnyOrder() {
        put(half(stats("a", 1, 1)));
        put(half(reading("a", TIME, 0, 0, 1)));
        assertThat(reader().sensor("a")).contains(new LatestSensor("a", reading("a", TIME, 0, 0, 1), stats("a", 1, 1)));
    }

    @Test
    void numbersBeyondTheReachOfDoublesAreCompared() {
        put(new LatestSensor("a", reading("a", TIME, 0, BEYOND_DOUBLES, 1), stats("a", BEYOND_DOUBLES, 1)));
        put(new LatestSensor("a", reading("a", TIME, 0, BEYOND_DOUBLES + 1, 2), stats("a", BEYOND_DOUBLES + 1, 2)));
        put(new LatestSensor("a", reading("a", TIME, 0, BEYOND_DOUBLES, 3), stats("a", BEYOND_DOUBLES, 3)));
        assertThat(reader().sensor("a"))
                .contains(new LatestSensor(
                        "a", reading("a", TIME, 0, BEYOND_DOUBLES + 1, 2), stats("a", BEYOND_DOUBLES + 1, 2)));
        put(half(reading("b", -BEYOND_DOUBLES - 1, 0, 0, 1)));
        put(half(reading("b", -BEYOND_DOUBLES, 0, 0, 2)));
        put(half(reading("b", -BEYOND_DOUBLES - 1, 0, 1, 3)));
        assertThat(reader().sensor("b")).contains(half(reading("b", -BEYOND_DOUBLES, 0, 0, 2)));
    }

    @Test
    void digitsSurviveBitForBit() {
        List<LatestSensor> given = new ArrayList<>();
        for (int i = 0; i < Samples.HARD_DOUBLES.size(); i++) {
            double hard = Samples.HARD_DOUBLES.get(i);
            String sensor = "s%02d".formatted(i);
            given.add(new LatestSensor(sensor, reading(sensor, TIME, 0, i, hard), stats(sensor, 1, hard)));
        }
        values().put(given, List.of());
        assertThat(reader().all()).containsExactlyElementsOf(given);
    }

    @Test
    void oddSensorNamesAreTakenAndFound() {
        List<LatestSensor> given = Samples.ODD_SENSORS.stream()
                .map(sensor -> latest(sensor, TIME, 5, 9))
                .toList();
        values().put(given, List.of());
        assertThat(reader().all()).containsExactlyInAnyOrderElementsOf(given);
        for (LatestSensor sensor : given) {
            assertThat(reader().sensor(sensor.sensor())).contains(sensor);
        }
    }

    @Test
    void thousandsComeBackByName() {
        List<LatestSensor> given = new ArrayList<>();
        for (int i = 0; i < 5_000; i++) {
            given.add(latest("s%04d".formatted(i), TIME, i, 9));
        }
        values().put(given, List.of());
        assertThat(reader().all()).containsExactlyElementsOf(given);
    }

    @Test
    void listenerHearsUpdatesAndAnomalies() {
        RecordingListener listener = new RecordingListener();
        reader().listen(listener);
        await().until(() -> listener.connections() == 1);
        Anomaly anomaly = Samples.anomaly("a", TIME, 5);
        values().put(List.of(latest("a", TIME, 5, 9), half(stats("b", 1, 1))), List.of(anomaly));
        await().untilAsserted(() -> {
            assertThat(listener.updates()).containsExactly(latest("a", TIME, 5, 9), half(stats("b", 1, 1)));
            assertThat(listener.anomalies()).containsExactly(anomaly);
        });
    }

    @Test
    void listenerHearsOnlyWhatHasChanged() {
        RecordingListener listener = new RecordingListener();
        put(latest("a", TIME, 5, 9));
        reader().listen(listener);
        await().until(() -> listener.connections() == 1);
        put(latest("a", TIME, 5, 9));
        put(new LatestSensor("a", reading("a", TIME - 1, 3, 6, 6), stats("a", 10, 10)));
        await().untilAsserted(() -> assertThat(listener.updates()).containsExactly(half(stats("a", 10, 10))));
    }

    @Test
    void everyListenerHearsEverythingInOrder() {
        RecordingListener first = new RecordingListener();
        RecordingListener second = new RecordingListener();
        reader().listen(first);
        reader().listen(second);
        await().until(() -> first.connections() + second.connections() == 2);
        List<LatestSensor> given = new ArrayList<>();
        for (int i = 1; i <= 200; i++) {
            given.add(half(stats("a", i, i)));
            put(half(stats("a", i, i)));
        }
        await().untilAsserted(() -> assertThat(first.updates()).containsExactlyElementsOf(given));
        await().untilAsserted(() -> assertThat(second.updates()).containsExactlyElementsOf(given));
    }

    @Test
    void largeUpdatesAreHeardWhole() {
        RecordingListener listener = new RecordingListener();
        reader().listen(listener);
        await().until(() -> listener.connections() == 1);
        List<LatestSensor> sensors = new ArrayList<>();
        List<Anomaly> anomalies = new ArrayList<>();
        for (int i = 0; i < 3_000; i++) {
            sensors.add(latest("s" + i, TIME, i, 9));
            anomalies.add(Samples.anomaly("s" + i, TIME, i));
        }
        values().put(sensors, anomalies);
        await().untilAsserted(() -> {
            assertThat(listener.updates()).containsExactlyInAnyOrderElementsOf(sensors);
            assertThat(listener.anomalies()).containsExactlyInAnyOrderElementsOf(anomalies);
        });
    }

    private void put(LatestSensor sensor) {
        values().put(List.of(sensor), List.of());
    }

    private static LatestSensor half(LatestReading reading) {
        return new LatestSensor(reading.sensor(), reading, null);
    }

    private static LatestSensor half(SensorStats stats) {
        return new LatestSensor(stats.sensor(), null, stats);
    }

    /** Remembers what it hears. */
    public static final class RecordingListener implements LatestReader.Listener {

        private final List<LatestSensor> updates = new ArrayList<>();
        private final List<Anomaly> anomalies = new ArrayList<>();
        private int connections;
        private @Nullable String lost;

        @Override
        public synchronized void connected() {
            connections++;
            lost = null;
        }

        @Override
        public synchronized void disconnected(String reason) {
            lost = reason;
        }

        @Override
        public synchronized void updated(List<LatestSensor> moreUpdates, List<Anomaly> moreAnomalies) {
            updates.addAll(moreUpdates);
            anomalies.addAll(moreAnomalies);
        }

        /** How often it was told of a connection. */
        public synchronized int connections() {
            return connections;
        }

        /** Why there is no connection, null if there is one or never was. */
        public synchronized @Nullable String lost() {
            return lost;
        }

        /** The updates so far. */
        public synchronized List<LatestSensor> updates() {
            return List.copyOf(updates);
        }

        /** The anomalies so far. */
        public synchronized List<Anomaly> anomalies() {
            return List.copyOf(anomalies);
        }
    }
}
