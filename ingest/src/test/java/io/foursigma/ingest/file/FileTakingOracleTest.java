// SPDX-License-Identifier: Apache-2.0
package io.foursigma.ingest.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A writer appends lines, whole or in parts, renames its file or has it copied and emptied, and the collector is stopped or
 * killed, at random. The oracle is the list of what was written.
 */
final class FileTakingOracleTest {

    private static final int STEPS = 400;

    @TempDir
    private Path folder = Path.of("");

    private final List<Double> written = new ArrayList<>();
    private int files;
    private int next;
    private String pending = "";

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void whatWasWrittenIsTakenOnceInItsOrder(long seed) throws Exception {
        run(new Random(seed), false);
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13, 14, 15, 16, 17, 18})
    void afterKillsItIsTakenInItsOrderUpToWhatIsTakenAgain(long seed) throws Exception {
        run(new Random(seed), true);
    }

    private void run(Random random, boolean kills) throws Exception {
        try (TakenFiles taken = new TakenFiles(folder, TakenFiles.settings(folder, "plc*.ndjson"))) {
            for (int step = 0; step < STEPS; step++) {
                switch (random.nextInt(10)) {
                    case 0 -> rename(taken);
                    case 1 -> copyAndEmpty(taken);
                    case 2 -> {
                        if (kills) {
                            taken.kill();
                        } else {
                            taken.restart();
                        }
                    }
                    case 3, 4, 5 -> taken.roundAfter(random.nextInt(600));
                    default -> append(taken, random);
                }
            }
            append(taken, "");
            taken.rounds();
            assertThat(taken.letters).isEmpty();
            assertThat(written).hasSizeGreaterThan(STEPS / 4);
            List<Double> values = kills ? List.copyOf(new LinkedHashSet<>(taken.values())) : taken.values();
            assertThat(values.toString())
                    .as("seen to differ at the first of them")
                    .isEqualTo(written.toString());
        }
    }

    /** Appends lines, and perhaps the begin of another one, whose end comes first the next time. */
    private void append(TakenFiles taken, Random random) throws IOException {
        StringBuilder lines = new StringBuilder();
        for (int line = random.nextInt(4); line >= 0; line--) {
            lines.append(line());
        }
        String further = random.nextBoolean() ? line() : "";
        append(taken, lines.toString());
        int part = further.isEmpty() ? 0 : random.nextInt(further.length());
        taken.append("plc.ndjson", further.substring(0, part));
        pending = further.substring(part);
    }

    private void append(TakenFiles taken, String lines) throws IOException {
        taken.append("plc.ndjson", pending + lines);
        pending = "";
    }

    private String line() {
        written.add((double) next);
        return "{\"sensor\":\"a\",\"time\":1,\"value\":" + next++ + "}" + (next % 7 == 0 ? "\r\n" : "\n");
    }

    /** As logs are rotated; under names that stand before the next one's. */
    private void rename(TakenFiles taken) throws IOException {
        append(taken, "");
        Files.move(folder.resolve("plc.ndjson"), folder.resolve("plc-%05d.ndjson".formatted(files++)));
        taken.append("plc.ndjson", "");
    }

    /** Only what was taken before is not lost in this way. */
    private void copyAndEmpty(TakenFiles taken) throws Exception {
        append(taken, "");
        taken.rounds();
        Files.writeString(folder.resolve("plc.ndjson"), "", StandardOpenOption.TRUNCATE_EXISTING);
    }
}
