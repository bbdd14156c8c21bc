// SPDX-License-Identifier: Apache-2.0
package io.foursigma.bench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class RaceCommandTest {

    @Test
    void tellsAllThatIsWrongBeforeAnythingStarts() {
        StringWriter told = new StringWriter();
        int exitCode = BenchMain.commandLine()
                .setErr(new PrintWriter(told))
                .execute("--rounds=0", "--readings=10", "--sensors=100,20", "--per-window=5000,10,3");
        assertThat(exitCode).isEqualTo(2);
        assertThat(told.toString())
                .contains("--rounds = 0")
                .contains("--per-window needs as many numbers as --sensors: 2, not 3")
                .contains("not 5000")
                .contains("not 10 for 20 sensors");
    }

    @Test
    void tellsWhichContestantsThereAre() {
        StringWriter told = new StringWriter();
        int exitCode = BenchMain.commandLine().setErr(new PrintWriter(told)).execute("--only=limit,spark");
        assertThat(exitCode).isEqualTo(2);
        assertThat(told.toString()).contains("there is no contestant 'spark'", "streams-eos");
    }
}
