// SPDX-License-Identifier: Apache-2.0
package io.foursigma.topology;

import static io.foursigma.topology.Samples.list;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.foursigma.bolts.Insights;
import io.foursigma.bolts.LatestUpdate;
import io.foursigma.bolts.Results;
import io.foursigma.bolts.order.Share;
import io.foursigma.schemas.DeadLetter;
import io.foursigma.schemas.Episode;
import io.foursigma.schemas.EpisodeChange;
import io.foursigma.schemas.LatestReading;
import io.foursigma.schemas.LatestSensor;
import io.foursigma.schemas.Position;
import io.foursigma.schemas.Run;
import io.foursigma.schemas.VerdictName;
import io.foursigma.schemas.settings.Settings;
import io.foursigma.topology.kryo.RunSerializer;
import io.foursigma.topology.kryo.ShareSerializer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.storm.Config;
import org.apache.storm.serialization.KryoValuesSerializer;
import org.apache.storm.utils.Utils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** All that travels in tuples goes through Storm's Kryo, with Java's own serialisation off. */
class TupleTypesTest {

    static Stream<Object> payloads() {
        Share.Columns none =
                new Share.Columns(new String[0], new long[0], new double[0], new long[0], new int[0], new long[0]);
        Share.Columns two = new Share.Columns(
                new String[] {"a", "\ud83c\udf21"},
                new long[] {Long.MIN_VALUE, Long.MAX_VALUE},
                new double[] {-0.0, Double.MIN_VALUE},
                new long[] {0, 1L << 60},
                new int[] {0, Integer.MAX_VALUE},
                new long[] {-1, 1});
        Share.Columns longNames = new Share.Columns(
                new String[] {"n".repeat(256), "\u00e9".repeat(256), "n".repeat(256)},
                new long[] {0, 0, -1},
                new double[] {1, 2, 3},
                new long[] {7, 7, 8},
                new int[] {0, 1, 0},
                new long[] {0, 0, Long.MAX_VALUE});
        return Stream.of(
                new Run("topic-1", 3, 7, 9, 5, 2, list()),
                new Run("topic-1", 3, 7, 9, 5, 2, list(new Run.Item(7, -1, null), new Run.Item(8, 1, new byte[] {0, -1
                }))),
                new Share("topic-1", 3, 7, 9, 5, 0, none, new long[0], new long[0]),
                new Share("topic-1", 3, 7, 9, 5, 1, two, new long[] {7, 7, 8}, new long[] {8}),
                new Share("topic-1", 3, 7, 9, 5, 0, longNames, new long[0], new long[0]),
                new DeadLetter(new Position("topic-1", 3, 1L << 60, 9), "bad \u00e9", new byte[1_000]),
                new DeadLetter(new Position("topic-1", 3, 0, 0), "", new byte[0]),
                new LatestUpdate(list(), list(), true),
                new LatestUpdate(
                        list(
                                Samples.latest("a", 0, null),
                                new LatestSensor("b", null, Samples.stats("b", 1)),
                                Samples.latest("c", 7, Samples.stats("c", 2))),
                        list(Samples.anomaly(7, null)),
                        false),
                new LatestUpdate(allVerdicts(), list(), false),
                new Results(
                        list(Samples.stats("a", 1), Samples.stats("a", 2)),
                        list(Samples.anomaly(7, 4.5)),
                        list(episode())),
                new Insights(
                        list(Samples.anomaly(7, null), Samples.anomaly(8, 1e308)),
                        list(
                                new Insights.ClosedWindow(null, Samples.window("open", true)),
                                new Insights.ClosedWindow(new Position("topic-1", 3, 9, 0), Samples.window("w", true)),
                                new Insights.ClosedWindow(
                                        new Position("topic-1", 3, 9, 1), Samples.window("w", false))),
                        list(episode())));
    }

    private static Episode episode() {
        Position cause = new Position("topic-1", 3, 9, 0);
        return new Episode("topic-1.3.7.0", "a", 1, 2, 3, 4.5, 5, 7, 8L, 1, 6, EpisodeChange.CLOSED, 9, 10, cause);
    }

    @SuppressWarnings("NonApiType") // the records of tuples name the class that Kryo knows
    private static ArrayList<LatestSensor> allVerdicts() {
        return list(Stream.of(VerdictName.values())
                .map(verdict -> new LatestSensor("v", new LatestReading("v", 1, 2, 3, 4, verdict, null), null))
                .toArray(LatestSensor[]::new));
    }

    @ParameterizedTest
    @MethodSource("payloads")
    void payloadArrivesAsItWasSent(Object payload) {
        assertThat(Way.BETWEEN_WORKERS.carried(List.of(1, payload)).get(1))
                .isInstanceOf(payload.getClass())
                .usingRecursiveComparison()
                .withStrictTypeChecking()
                .isEqualTo(payload);
    }

    static Stream<Class<?>> records() {
        return TupleTypes.PLAIN.stream().filter(type -> !type.isArray());
    }

    /** Without a type some payload cannot be sent: the list names none in vain, and the payloads above show all. */
    @ParameterizedTest
    @MethodSource("records")
    void everyTypeOfTheListIsNeeded(Class<?> type) {
        Config config = new Config();
        config.setFallBackOnJavaSerialization(false);
        config.registerSerialization(Run.class, RunSerializer.class);
        config.registerSerialization(Share.class, ShareSerializer.class);
        TupleTypes.PLAIN.stream().filter(one -> one != type).forEach(config::registerSerialization);
        assertThatThrownBy(
                        () -> payloads().forEach(payload -> serializer(config).serialize(List.of(payload))))
                .hasStackTraceContaining(type.getName());
    }

    @Test
    void typeThatIsNotInTheListIsRefused() {
        Config config = TopologyConfig.of(Settings.defaults());
        assertThatThrownBy(() -> serializer(config).serialize(List.of(Thread.State.NEW)))
                .hasStackTraceContaining("Class is not registered");
    }

    /** 500 readings of short names, as most runs hold them: their JSON alone is about 27 kB. */
    @Test
    void readingTakesFewBytesBetweenWorkers() {
        int count = 500;
        String[] sensors = new String[count];
        long[] times = new long[count];
        double[] values = new double[count];
        long[] offsets = new long[count];
        for (int i = 0; i < count; i++) {
            sensors[i] = "s" + (10_000_000 + i);
            times[i] = 1_767_225_600_000L + 20L * i;
            values[i] = 20 + i / 7.0;
            offsets[i] = 1_000_000L + i;
        }
        Share.Columns readings = new Share.Columns(sensors, times, values, offsets, new int[count], times);
        Share share = new Share("topic-1", 3, 1_000_000, 1_000_500, 5, 0, readings, new long[0], new long[0]);
        int bytes = serializer(TopologyConfig.of(Settings.defaults())).serialize(List.of(share)).length;
        assertThat(bytes).isLessThan(count * 25);
    }

    private static KryoValuesSerializer serializer(Map<String, Object> config) {
        Map<String, Object> all = Utils.readDefaultConfig();
        all.putAll(config);
        return new KryoValuesSerializer(all);
    }
}
