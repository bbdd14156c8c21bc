// SPDX-License-Identifier: Apache-2.0
package io.foursigma.local.cli.whatif;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.foursigma.local.cli.CliException;
import io.foursigma.local.cli.whatif.Labels.Span;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LabelsTest {

    @TempDir
    private Path folder = Path.of("");

    @Test
    void spansAreKnownBySensorOrByTheNameOfItsFileInThreeFormsOfTimes() throws IOException {
        Labels labels = labels("""
                {"a": [["2014-04-10 07:15:00.000000", "2014-04-11 16:45:00"], [1, 2]],
                 "b/c.csv": [["2014-04-10T07:15:00+01:00", 1400000000000]],
                 "quiet": []}
                """);
        assertThat(labels.of("a"))
                .hasValueSatisfying(spans -> assertThat(spans)
                        .containsExactly(new Span(1, 2), new Span(1_397_114_100_000L, 1_397_234_700_000L)));
        assertThat(labels.of("b/c"))
                .hasValueSatisfying(
                        spans -> assertThat(spans).containsExactly(new Span(1_397_110_500_000L, 1_400_000_000_000L)));
        assertThat(labels.of("quiet"))
                .hasValueSatisfying(spans -> assertThat(spans).isEmpty());
        assertThat(labels.of("b")).isEmpty();
    }

    @Test
    void aSpanHoldsItsFirstAndItsLastTime() {
        Span span = new Span(10, 20);
        assertThat(span.holds(9)).isFalse();
        assertThat(span.holds(10)).isTrue();
        assertThat(span.holds(20)).isTrue();
        assertThat(span.holds(21)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{\"a\":[[1]]}",
                "{\"a\":[[1,2,3]]}",
                "{\"a\":[1,2]}",
                "{\"a\":[[2,1]]}",
                "{\"a\":[[1,2.5]]}",
                "{\"a\":[[\"2014-04-10T07:15:00\",\"2014-04-10T07:15:00\"]]}",
                "{\"a\":[],\"a\":[]}",
                "{\"a\":[]} {}",
                "{\"a\":[[1,2]"
            })
    void anotherFormIsRefusedWithTheCure(String text) {
        assertThatThrownBy(() -> labels(text))
                .isInstanceOf(CliException.class)
                .hasMessageContaining("labels.json")
                .hasMessageContaining("give {");
    }

    private Labels labels(String text) throws IOException {
        return Labels.read(Files.writeString(folder.resolve("labels.json"), text));
    }
}
