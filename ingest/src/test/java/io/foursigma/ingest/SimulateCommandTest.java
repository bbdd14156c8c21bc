// SPDX-License-Identifier: Apache-2.0
package io.foursigma.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

final class SimulateCommandTest {

    @Test
    void allWrongWordsAreToldAtOnceEachWithItsCure() {
        String told = refused(
                "--simulator volcano --sensors 0 --rate -1 --for soon -c window.length=x -c no.such=1".split(" "));
        assertThat(told.lines()).hasSize(6);
        assertThat(told)
                .contains("--simulator = volcano: give plant, random-walk or uniform")
                .contains("sensors = 0: give a whole number above 0")
                .contains("rate = -1: give a number above 0")
                .contains("--for: 'soon' is no duration")
                .contains("window.length = 'x'")
                .contains("no.such = '1'");
    }

    @ParameterizedTest
    @CsvSource({
        "--for 0s,          --for: '0s' is no time",
        "--rate NaN,        rate = NaN",
        "--sensors many,    --sensors",
        "--nonsense,        --nonsense"
    })
    void eachWrongWordIsNamed(String words, String named) {
        assertThat(refused(words.split(" "))).contains(named);
    }

    private static String refused(String... words) {
        StringWriter err = new StringWriter();
        CommandLine command = new CommandLine(new SimulateCommand()).setErr(new PrintWriter(err));
        assertThat(command.execute(words)).isEqualTo(2);
        return err.toString();
    }
}
