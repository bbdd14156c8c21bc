// SPDX-License-Identifier: Apache-2.0
package io.foursigma.bench.cli.scale;

import static org.assertj.core.api.Assertions.assertThat;

import io.foursigma.bench.cli.BenchMain;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class ScaleCommandTest {

    @Test
    void tellsAllThatIsWrongBeforeAnythingStarts() {
        assertThat(refused("--over=sensors,weight,buckets", "--values=0,5", "--readings=0", "-c", "state.bucket=4"))
                .contains("--readings = 0")
                .contains("--over = weight")
                .contains("--values needs one thing that is varied")
                .contains("sensors: from 1 to 9999999 sensors, not 0")
                .contains("state.bucket = '4': there is no such setting");
    }

    @Test
    void refusesASettingThatIsVaried() {
        assertThat(refused("--over=buckets", "-c", "state.buckets=4"))
                .contains("-c state.buckets: this is what is varied");
    }

    private static String refused(String... options) {
        StringWriter told = new StringWriter();
        String[] all = new String[options.length + 1];
        all[0] = "scale";
        System.arraycopy(options, 0, all, 1, options.length);
        int exitCode = BenchMain.commandLine().setErr(new PrintWriter(told)).execute(all);
        assertThat(exitCode).isEqualTo(2);
        return told.toString();
    }
}
