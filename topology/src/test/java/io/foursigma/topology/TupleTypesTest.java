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
import io.foursigma.schemas.LatestReading;
import io.foursigma.schemas.LatestSensor;
import io.foursigma.schemas.Position;
import io.foursigma.schemas.Run;
import io.foursigma.schemas.VerdictName;
import io.foursigma.schemas.settings.Settings;
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
        return Stream.of(
                new Run("topic-1", 3, 7, 9, 5, 2, list()),
                new Run("topic-1", 3, 7, 9, 5, 2, list(new Run.Item(7, -1, null), new Run.Item(8, 1, new byte[] {0, -1
                }))),
                new Share("topic-1", 3, 7, 9, 5, 0, none, new long[0], new long[0]),
                new Share("topic-1", 3, 7, 9, 5, 1, two, new long[] {7, 7, 8}, new long[] {8}),
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
                new Results(list(Samples.stats("a", 1), Samples.stats("a", 2)), list(Samples.anomaly(7, 4.5))),
                new Insights(
                        list(Samples.anomaly(7, null), Samples.anomaly(8, 1e308)),
                        list(
                                new Insights.ClosedWindow(null, Samples.window("open", true)),
                                new Insights.ClosedWindow(new Position("topic-1", 3, 9, 0), Samples.window("w", true)),
                                new Insights.ClosedWindow(
                                        new Position("topic-1", 3, 9, 1), Samples.window("w", false)))));
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
        return TupleTypes.ALL.stream().filter(type -> !type.isArray());
    }

    /** Without a type some payload cannot be sent: the list names none in vain, and the payloads above show all. */
    @ParameterizedTest
    @MethodSource("records")
    void everyTypeOfTheListIsNeeded(Class<?> type) {
        Config config = new Config();
        config.setFallBackOnJavaSerialization(false);
        TupleTypes.ALL.stream().filter(one -> one != type).forEach(config::registerSerialization);
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

    private static KryoValuesSerializer serializer(Map<String, Object> config) {
        Map<String, Object> all = Utils.readDefaultConfig();
        all.putAll(config);
        return new KryoValuesSerializer(all);
    }
}
