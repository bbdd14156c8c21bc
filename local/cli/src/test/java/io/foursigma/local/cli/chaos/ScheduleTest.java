// SPDX-License-Identifier: Apache-2.0
package io.foursigma.local.cli.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScheduleTest {

    @Test
    void theSameSeedGivesTheSameFaultsAndAnotherSeedGivesOthers() {
        assertThat(Schedule.of(7, 100)).isEqualTo(Schedule.of(7, 100));
        assertThat(Schedule.of(7, 100)).isNotEqualTo(Schedule.of(8, 100));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5, 30, 100})
    void asManyProcessesAreKilledOrStoppedAsWereAskedFor(int kills) {
        for (long seed = 0; seed < 50; seed++) {
            assertThat(Schedule.of(seed, kills).stream().mapToInt(Step::kills).sum())
                    .as("seed %s", seed)
                    .isEqualTo(kills);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 1_000_000})
    void everyVictimIsKilledAndEveryKindOfFaultComesWithinAHundredKills(long seed) {
        Set<Victim> killed = new HashSet<>();
        Set<Link> disturbed = new HashSet<>();
        Map<Class<?>, Integer> kinds = new HashMap<>();
        for (Fault fault : faults(Schedule.of(seed, 100))) {
            kinds.merge(fault.getClass(), 1, Integer::sum);
            if (fault instanceof Fault.Kill kill) {
                killed.add(kill.victim());
            } else if (fault instanceof Fault.Silence silence) {
                disturbed.add(silence.link());
            }
        }
        assertThat(killed).containsExactlyInAnyOrder(Victim.values());
        assertThat(disturbed).containsExactlyInAnyOrder(Link.values());
        assertThat(kinds.keySet())
                .containsExactlyInAnyOrder(
                        Fault.Kill.class,
                        Fault.Freeze.class,
                        Fault.Zombie.class,
                        Fault.Slow.class,
                        Fault.Cut.class,
                        Fault.Refuse.class,
                        Fault.Silence.class,
                        Fault.Rebalance.class,
                        Fault.Restart.class);
        assertThat(kinds.get(Fault.Zombie.class)).isGreaterThanOrEqualTo(3);
    }

    @Test
    void someFaultsOverlapButNothingOverlapsWithAZombie() {
        List<Step> steps = Schedule.of(5, 1_000);
        assertThat(steps).anyMatch(step -> step.second() != null);
        assertThat(steps)
                .filteredOn(step -> step.second() != null)
                .noneMatch(step -> step.first() instanceof Fault.Zombie || step.second() instanceof Fault.Zombie);
    }

    private static List<Fault> faults(List<Step> steps) {
        return steps.stream()
                .flatMap(step ->
                        step.second() == null ? Stream.of(step.first()) : Stream.of(step.first(), step.second()))
                .toList();
    }
}
