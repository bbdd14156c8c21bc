// SPDX-License-Identifier: Apache-2.0
package io.foursigma.local.cli.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FaultChecksTest {

    private static final long FEW_BYTES = 1 << 20;
    private static final Fault WORKER = new Fault.Kill(Victim.WORKER, 0);
    private static final Fault ZOMBIE = new Fault.Zombie(0);
    private static final Fault FROZEN_WORKER = new Fault.Freeze(Victim.WORKER, 0, Duration.ofSeconds(12));
    private static final Fault REDIS = new Fault.Kill(Victim.REDIS, 0);

    @Test
    void faultsThatStruckReadingsAndWereOutlivedPass() {
        assertThat(failed(true, FEW_BYTES, struck(WORKER, 5, 9), struck(REDIS, 5, 0), struck(ZOMBIE, 1, 1)))
                .isEmpty();
    }

    @Test
    void theFirstOfTwoThatOverlapHasTheReplaysOfBoth() {
        assertThat(failed(true, FEW_BYTES, struck(REDIS, 5, 9), overlapping(WORKER, 5)))
                .isEmpty();
        assertThat(failed(true, FEW_BYTES, struck(FROZEN_WORKER, 5, 9), struck(REDIS, 5, 0), overlapping(WORKER, 5)))
                .containsExactly("Readings came again after each kill or stop of a worker");
    }

    @Test
    void eachStopOfAWorkerMustMakeReadingsComeAgain() {
        for (Fault fault : List.of(WORKER, ZOMBIE, FROZEN_WORKER)) {
            assertThat(failed(true, FEW_BYTES, struck(WORKER, 5, 9), struck(fault, 5, 0)))
                    .as(fault.kind())
                    .containsExactly("Readings came again after each kill or stop of a worker");
        }
    }

    @Test
    void withoutAnyReplayTheFaultsHaveTestedNothing() {
        assertThat(failed(true, FEW_BYTES, struck(REDIS, 5, 0))).containsExactly("Readings came again (replays > 0)");
    }

    @Test
    void aFaultMustStrikeWhileReadingsAreUnderWay() {
        assertThat(failed(true, FEW_BYTES, struck(REDIS, 1, 3), overlapping(REDIS, 0)))
                .isEmpty();
        assertThat(failed(true, FEW_BYTES, struck(REDIS, 0, 3)))
                .containsExactly("Faults of workers and stores struck while readings were under way");
    }

    @Test
    void readingsMustFlowAgainAndMemoryStayBounded() {
        assertThat(failed(false, FEW_BYTES, struck(REDIS, 5, 3)))
                .containsExactly("Readings were applied again after each fault");
        assertThat(failed(true, MemoryWatch.LIMIT_BYTES + 1, struck(REDIS, 5, 3)))
                .containsExactly("Memory of every worker stayed bounded");
        assertThat(failed(true, 0, struck(REDIS, 5, 3))).containsExactly("Memory of every worker stayed bounded");
    }

    @Test
    void noWorkerMayRunOutOfMemory(@TempDir Path folder) throws IOException {
        Path workers = Files.createDirectories(folder.resolve("topology/6700"));
        Files.write(workers.resolve("worker.log"), new byte[] {(byte) 0xc3});
        Files.writeString(workers.resolve("worker.log.2"), "Launching java -XX:+ExitOnOutOfMemoryError");
        assertThat(exhaustionPasses(folder)).isTrue();
        Files.writeString(
                workers.resolve("worker.log.1"), "Terminating due to java.lang.OutOfMemoryError: Java heap space");
        assertThat(exhaustionPasses(folder)).isFalse();
    }

    private static boolean exhaustionPasses(Path folder) throws IOException {
        return new FaultChecks(List.of(struck(REDIS, 5, 3)))
                .all(true, FEW_BYTES, WorkerLogs.ofExhausted(folder)).stream().allMatch(Check::passed);
    }

    private static Stream<String> failed(boolean flows, long workerBytes, FaultOutcome... outcomes) {
        return new FaultChecks(Arrays.asList(outcomes))
                .all(flows, workerBytes, List.of()).stream()
                        .filter(check -> !check.passed())
                        .map(Check::name);
    }

    private static FaultOutcome struck(Fault fault, long inFlight, long replays) {
        return new FaultOutcome(fault, false, Instant.EPOCH, inFlight, Duration.ZERO, replays, FEW_BYTES);
    }

    private static FaultOutcome overlapping(Fault fault, long inFlight) {
        return new FaultOutcome(fault, true, Instant.EPOCH, inFlight, Duration.ZERO, 0, FEW_BYTES);
    }
}
