// SPDX-License-Identifier: Apache-2.0
package io.foursigma.schemas.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SensorTemplateTest {

    @ParameterizedTest
    @CsvSource({
        "{topic}, plant/hall/temperature",
        "{2}/{3}, hall/temperature",
        "{3}, temperature",
        "{3}@{2}, temperature@hall",
        "{rest:2}, hall/temperature",
        "{rest:1}, plant/hall/temperature",
        "{rest:3}, temperature",
        "north/{topic}, north/plant/hall/temperature",
        "{2}{2}, hallhall",
        "one, one"
    })
    void theTopicGivesTheSensorsName(String template, String sensor) {
        assertThat(SensorTemplate.parse(template).sensor("plant/hall/temperature"))
                .isEqualTo(sensor);
    }

    @ParameterizedTest
    @CsvSource({"{4}, 4", "{rest:4}, 4", "a{2}{topic}{999}, 999"})
    void aTopicWithTooFewLevelsGivesNone(String template, int levels) {
        assertThat(SensorTemplate.parse(template).sensor("plant/hall/temperature"))
                .isNull();
        assertThat(SensorTemplate.parse(template).levels()).isEqualTo(levels);
    }

    @Test
    void levelsMayBeEmpty() {
        assertThat(SensorTemplate.parse("[{1}|{2}|{rest:3}]").sensor("/a//b/")).isEqualTo("[|a|/b/]");
        assertThat(SensorTemplate.parse("{topic}").sensor("/")).isEqualTo("/");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "{", "}", "{}", "{0}", "{-1}", "{01}", "{1000}", "{Topic}", "{rest}", "{rest:0}", "{1}}"})
    void whatIsNoTemplateIsRefused(String text) {
        assertThatThrownBy(() -> SensorTemplate.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "#",
                "+",
                "/",
                "a",
                "a/#",
                "+/a/#",
                "a/+/b",
                "a//b",
                "$share/g/#",
                "$share/g//a",
                "$SYS/a,b",
                "$share"
            })
    void filtersAreTaken(String text) {
        assertThat(TopicFilters.parse(text)).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ",a",
                "a#",
                "a/#/b",
                "#/",
                "a+",
                "+a/b",
                "a\0",
                "$share/g",
                "$share/g/",
                "$share//a",
                "$share/+/a"
            })
    void whatIsNoFilterIsRefused(String text) {
        assertThatThrownBy(() -> TopicFilters.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource({"a/b, 2", "$share/g/a/b, 2", "+, 1", "/, 2", "a/#, 2147483647"})
    void levelsThatAFilterLetsThrough(String filter, int levels) {
        assertThat(TopicFilters.mostLevels(filter)).isEqualTo(levels);
    }
}
