// SPDX-License-Identifier: Apache-2.0
package io.foursigma.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import io.foursigma.schemas.json.Problem;
import io.foursigma.stores.InsightReader.AnomalyQuery;
import io.foursigma.stores.InsightReader.PageEnd;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AnomalyRequestTest {

    private static final long EARLIEST = 0;
    private static final long LATEST = 7_258_118_400_000L;

    @Test
    void nothingGivenAsksForTheHundredNewestOfAllTimeAndAllSensors() {
        assertThat(parse(Map.of())).isEqualTo(new AnomalyQuery(null, EARLIEST, LATEST, 100));
    }

    @Test
    void everyParameterIsTaken() {
        assertThat(parse(Map.of(
                        "sensor", List.of("greenhouse-7/temperature"),
                        "from", List.of("1700000000123"),
                        "to", List.of("2026-03-01T12:00:00.5+01:00"),
                        "sigmas", List.of("5.25"),
                        "episode", List.of("t.0.1.0"),
                        "size", List.of("7"))))
                .isEqualTo(new AnomalyQuery(
                        "greenhouse-7/temperature", 1_700_000_000_123L, 1_772_362_800_500L, 5.25, "t.0.1.0", 7, null));
    }

    @Test
    void aCursorLeadsToTheEndOfItsPage() {
        assertThat(parse(Map.of("after", List.of("LTUgYS0wLTcuMQ"))))
                .isEqualTo(new AnomalyQuery(null, EARLIEST, LATEST, null, null, 100, new PageEnd(-5, "a-0-7.1")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "10000"})
    void sizeReachesFromOneToTenThousand(String size) {
        assertThat(parse(Map.of("size", List.of(size)))).isNotNull();
    }

    @ParameterizedTest
    @CsvSource({
        "size, 0",
        "size, 10001",
        "size, -1",
        "size, ten",
        "size, 99999999999",
        "size, 1.5",
        "size, ''",
        "from, 2026-03-01T12:00:00",
        "to, yesterday",
        "to, ''",
        "from, 1e3",
        "sensor, ''",
        "after, ''",
        "after, 1700000000000",
        "after, MTcwMCA",
        "after, !",
        "sigmas, ''",
        "sigmas, -1",
        "sigmas, NaN",
        "sigmas, 1e400",
        "limit, 5"
    })
    void valueThatCannotBeAcceptedIsNamed(String name, String value) {
        assertThat(faults(Map.of(name, List.of(value)))).singleElement().satisfies(fault -> {
            assertThat(fault.parameter()).isEqualTo(name);
            assertThat(fault.value()).isEqualTo(value);
            assertThat(fault.reason()).isNotBlank();
            assertThat(fault.cure()).isNotBlank();
        });
    }

    @Test
    void everythingThatIsWrongIsNamedAtOnce() {
        assertThat(faults(Map.of(
                        "size", List.of("0"), "from", List.of("x"), "to", List.of("1", "2"), "limit", List.of("5"))))
                .extracting(Problem.Fault::parameter)
                .containsExactlyInAnyOrder("size", "from", "to", "limit");
    }

    @Test
    void spanMustNotBeEmpty() {
        assertThat(faults(Map.of("from", List.of("5"), "to", List.of("5")))).hasSize(1);
        assertThat(parse(Map.of("from", List.of("5"), "to", List.of("6")))).isNotNull();
    }

    private static @Nullable AnomalyQuery parse(Map<String, List<String>> given) {
        Parameters parameters = new Parameters(given, AnomalyRequest.PARAMETERS);
        AnomalyQuery query = AnomalyRequest.read(parameters, EARLIEST, LATEST);
        assertThat(query == null).isEqualTo(!parameters.areGood());
        return query;
    }

    private static List<Problem.Fault> faults(Map<String, List<String>> given) {
        Parameters parameters = new Parameters(given, AnomalyRequest.PARAMETERS);
        assertThat(AnomalyRequest.read(parameters, EARLIEST, LATEST)).isNull();
        return parameters.faults();
    }
}
