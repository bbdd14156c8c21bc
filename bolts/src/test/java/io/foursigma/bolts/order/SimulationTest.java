// SPDX-License-Identifier: Apache-2.0
package io.foursigma.bolts.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The protocol's own classes through tens of thousands of random histories: in the end state, outputs and ledger equal
 * one pass over the log, bit for bit. With any rule left out they do not, and the simulation notices.
 */
class SimulationTest {

    private static final long SCHEDULES = Long.getLong("foursigma.schedules", 20_000);
    private static final long SCHEDULES_TO_FIND_A_BREACH = 4_000;

    @Test
    void everyHistoryEndsInTheStateOfOnePassOverTheLog() {
        assertThat(LongStream.range(0, SCHEDULES)
                        .parallel()
                        .mapToObj(SimulationTest::difference)
                        .flatMap(Optional::stream))
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void ruleThatIsLeftOutIsMissed(Breach breach) {
        for (long seed = 0; seed < SCHEDULES_TO_FIND_A_BREACH; seed++) {
            try {
                run(seed, breach);
            } catch (SimulationFailure | IllegalStateException noticed) {
                assertThat(noticed).hasMessageNotContaining("was not loaded");
                return;
            }
        }
        fail("%d histories without rule %s were all right", SCHEDULES_TO_FIND_A_BREACH, breach);
    }

    private static Optional<String> difference(long seed) {
        try {
            run(seed, Breach.NONE);
            return Optional.empty();
        } catch (SimulationFailure | IllegalStateException found) {
            return Optional.of("seed " + seed + ": " + found.getMessage());
        }
    }

    private static void run(long seed, Breach breach) {
        Simulation simulation = new Simulation(seed, breach);
        simulation.run();
        simulation.result().check();
    }
}
