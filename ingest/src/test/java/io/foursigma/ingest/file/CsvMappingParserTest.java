// SPDX-License-Identifier: Apache-2.0
package io.foursigma.ingest.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CsvMappingParserTest {

    private final List<String> problems = new ArrayList<>();

    @Test
    void columnsTextsAndSeveralValuesAreRead() {
        assertThat(CsvMappingParser.parse("time=timestamp, sensor='boiler-7', value=temp|humidity", problems))
                .isEqualTo(new CsvMapping(
                        "timestamp", new CsvMapping.Source("boiler-7", true), List.of("temp", "humidity")));
        assertThat(problems).isEmpty();
    }

    @Test
    void whatIsLeftOutIsTheColumnOfItsOwnName() {
        assertThat(CsvMappingParser.parse("value=reading", problems))
                .isEqualTo(new CsvMapping("time", new CsvMapping.Source("sensor", false), List.of("reading")));
        assertThat(CsvMappingParser.parse("time=time,sensor=sensor,value=value", problems))
                .isEqualTo(CsvMapping.PLAIN);
        assertThat(problems).isEmpty();
    }

    @Test
    void quotedNamesMayHoldEverything() {
        CsvMapping mapping =
                CsvMappingParser.parse("time=\"Date, \"\"UTC\"\"\",sensor='it''s {file}|=',value=\"a|b\"|°C", problems);
        assertThat(problems).isEmpty();
        assertThat(mapping)
                .isEqualTo(new CsvMapping(
                        "Date, \"UTC\"", new CsvMapping.Source("it's {file}|=", true), List.of("a|b", "\u00b0C")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '~',
            value = {
                "timestamp; character 1: 'timestamp' is no FIELD=SOURCE",
                "time=t,,value=v; character 8: '' is no FIELD=SOURCE",
                "time=t,sensr='a'; character 8: there is no field 'sensr'",
                "time=a,time=b; character 8: the field 'time' is there twice",
                "time=a|b; character 1: the field 'time' has several columns",
                "sensor='a'|b; character 1: the field 'sensor' has several columns",
                "time='now'; character 1: the field 'time' is no text",
                "value=a|b|a; character 1: a column is there twice",
                "value=a||b; character 9: nothing where a column should be",
                "value=; character 7: nothing where a column should be",
                "sensor='a; character 8: a quote is never closed",
                "sensor='{name}'; character 8: in braces stands something else than {file} and {folder}",
                "value=a=b; character 8: '=' cannot stand here",
                "sensor='a'b; character 11: 'b' cannot stand here",
            })
    void mistakesAreToldWithTheirPlaceAndCure(String text, String problem) {
        CsvMappingParser.parse(text, problems);
        assertThat(problems).hasSize(1);
        assertThat(problems.get(0)).startsWith(problem).contains("; ");
    }

    @Test
    void allMistakesAreToldAtOnce() {
        CsvMappingParser.parse("tme=t,value=a=b,sensor='x", problems);
        assertThat(problems)
                .extracting(problem -> problem.substring(0, problem.indexOf(':')))
                .containsExactly("character 1", "character 14", "character 24");
    }
}
