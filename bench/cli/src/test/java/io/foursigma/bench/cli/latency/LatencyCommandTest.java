// SPDX-License-Identifier: Apache-2.0
package io.foursigma.bench.cli.latency;

import static org.assertj.core.api.Assertions.assertThat;

import io.foursigma.local.cli.FailureText;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class LatencyCommandTest {

    private final StringWriter told = new StringWriter();

    @Test
    void tellsAllThatIsWrongBeforeAnythingStarts() {
        assertThat(execute("--rate=0,1000000,1", "--for=10s", "--warm-up=0s", "--sensors=20", "-c", "sigma=4"))
                .isEqualTo(2);
        assertThat(told.toString())
                .contains("sigma = '4': there is no such setting")
                .contains("at least one reading a second, not 0")
                .contains("at most 5000000 readings with those of the warm-up, not 10000000 at 1000000 a second")
                .contains("not 10 at 1 a second for 20 sensors");
    }

    @Test
    void tellsWhichDurationsAreNone() {
        assertThat(execute("--for=soon", "--warm-up=1")).isEqualTo(2);
        assertThat(told.toString()).contains("--for: 'soon' is no duration", "--warm-up: '1' is no duration");
    }

    @Test
    void measuresAtLeastOneReading() {
        assertThat(execute("--for=0s", "--rate=1000", "--sensors=0")).isEqualTo(2);
        assertThat(told.toString()).contains("from 1 to 9999999 sensors, not 0");
        assertThat(execute("--for=0s", "--rate=1000")).isEqualTo(2);
        assertThat(told.toString()).contains("no reading is left to be measured at 1000 a second");
    }

    private int execute(String... arguments) {
        return new CommandLine(new LatencyCommand())
                .setExecutionExceptionHandler(FailureText::handle)
                .setErr(new PrintWriter(told))
                .execute(arguments);
    }
}
