// SPDX-License-Identifier: Apache-2.0
package io.foursigma.ingest.spool;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.foursigma.schemas.settings.ValueKind;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Processes that append are killed, or refused by the disk: what they were told to be kept is there. */
@Timeout(120)
final class SpoolKillIT {

    private static final int KILLS = 12;

    @TempDir
    private Path folder = Path.of("");

    @ParameterizedTest
    @ValueSource(strings = {"-1", "0", "5"})
    void whatWasKeptSurvivesEveryKillInItsOrder(String fsyncMillis) throws Exception {
        Random random = new Random(4);
        long kept = -1;
        long taken = -1;
        for (int kill = 0; kill < KILLS; kill++) {
            Process process = start(List.of(), kept + 1, fsyncMillis);
            int lines = 1 + random.nextInt(3_000);
            try (BufferedReader told = process.inputReader()) {
                for (String line = told.readLine(); line != null; line = told.readLine()) {
                    long number = number(line);
                    if (line.startsWith("kept")) {
                        kept = Math.max(kept, number);
                    } else {
                        taken = Math.max(taken, number);
                    }
                    if (--lines == 0) {
                        process.toHandle().destroyForcibly();
                    }
                }
            }
            process.waitFor();
            // An entry that was written when the process was killed, and not told any more, is there nevertheless.
            kept = assertHeld(kept, taken);
        }
    }

    @Test
    void aDiskThatRefusesCostsWhatItRefusedAndNothingElse() throws Exception {
        // No file of this process may grow beyond 20 blocks of 512 or 1,024 bytes.
        Process process = start(List.of("bash", "-c", "ulimit -f 20; exec \"$@\"", "limited"), 0, "-1");
        long kept = -1;
        long taken = -1;
        try (BufferedReader told = process.inputReader()) {
            String line = told.readLine();
            while (line != null && !line.startsWith("refused")) {
                kept = line.startsWith("kept") ? number(line) : kept;
                taken = line.startsWith("taken") ? number(line) : taken;
                line = told.readLine();
            }
            assertThat(line).isEqualTo("refused " + (kept + 1));
        } finally {
            process.toHandle().destroyForcibly();
            process.waitFor();
        }
        assertThat(assertHeld(kept, taken)).isEqualTo(kept);
    }

    /** Reads all that the spool holds: numbers without a gap, from no later than what was not taken to at least what was kept. */
    private long assertHeld(long kept, long taken) throws InterruptedException {
        SpoolPolicy policy = new SpoolPolicy(2_000_000, SpoolPolicy.WhenFull.NEWEST, ValueKind.UNBOUNDED);
        try (Spool spool = Spool.open(folder, policy)) {
            List<Long> held = new ArrayList<>();
            for (SpoolEntry entry : spool.next(Long.MAX_VALUE, Duration.ZERO)) {
                held.add(Long.parseLong(new String(entry.bytes(), UTF_8)));
            }
            assertThat(spool.depth().damaged()).isZero();
            if (held.isEmpty()) {
                assertThat(taken).isEqualTo(kept);
                return kept;
            }
            long first = held.get(0);
            assertThat(first).isLessThanOrEqualTo(taken + 1);
            for (int i = 0; i < held.size(); i++) {
                assertThat(held.get(i)).isEqualTo(first + i);
            }
            long last = held.get(held.size() - 1);
            assertThat(last).isBetween(kept, kept + 1);
            return last;
        }
    }

    private static long number(String line) {
        return Long.parseLong(line.substring(line.indexOf(' ') + 1));
    }

    private Process start(List<String> before, long from, String fsyncMillis) throws IOException {
        List<String> command = new ArrayList<>(before);
        command.addAll(List.of(
                ProcessHandle.current().info().command().orElse("java"),
                "-Xmx64m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Appender.class.getName(),
                folder.toString(),
                Long.toString(from),
                fsyncMillis));
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }
}
