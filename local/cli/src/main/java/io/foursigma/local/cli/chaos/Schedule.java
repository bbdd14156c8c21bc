// SPDX-License-Identifier: Apache-2.0
package io.foursigma.local.cli.chaos;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The faults of a run, a function of its seed. Kinds are dealt like cards: a deck is dealt to its end before the next one
 * is shuffled, so that every kind comes in its share.
 */
final class Schedule {

    /** Longer than the message timeout (10 s), shorter than Storm's patience with a worker (30 s). */
    private static final int SHORTEST_FREEZE_MILLIS = 12_000;

    private static final int FREEZE_SPAN_MILLIS = 8_000;
    private static final int SHORTEST_TROUBLE_MILLIS = 6_000;
    private static final int TROUBLE_SPAN_MILLIS = 6_000;
    private static final int LONGEST_DELAY_MILLIS = 300;
    private static final int LONGEST_PAUSE_MILLIS = 1_500;
    private static final int LONGEST_GAP_MILLIS = 3_000;
    private static final int KILLS_PER_OTHER = 4;
    private static final int STEPS_PER_PAIR = 5;
    private static final int MOST_STATEFUL_TASKS = 6;

    /** How often a victim is killed, per deck. */
    private static final List<Victim> KILLED = List.of(
            Victim.WORKER,
            Victim.WORKER,
            Victim.WORKER,
            Victim.WORKER,
            Victim.WORKER,
            Victim.SUPERVISOR,
            Victim.NIMBUS,
            Victim.ZOOKEEPER,
            Victim.KAFKA,
            Victim.KAFKA,
            Victim.CASSANDRA,
            Victim.CASSANDRA,
            Victim.CASSANDRA,
            Victim.ELASTICSEARCH,
            Victim.ELASTICSEARCH,
            Victim.REDIS,
            Victim.REDIS,
            Victim.RELAY);

    private final Random random;
    private final Deque<Function<Random, Fault>> kills = new ArrayDeque<>();
    private final Deque<Function<Random, Fault>> others = new ArrayDeque<>();

    private Schedule(long seed) {
        random = new Random(seed);
    }

    /**
     * The steps of a run.
     *
     * @param kills how many processes are killed or stopped, at least 1
     */
    static List<Step> of(long seed, int kills) {
        return new Schedule(seed).deal(kills);
    }

    private List<Step> deal(int wanted) {
        List<Step> steps = new ArrayList<>();
        int dealt = 0;
        int sinceOther = 0;
        while (dealt < wanted) {
            Step step =
                    sinceOther >= KILLS_PER_OTHER ? single(next(others, Schedule::otherDeck)) : kill(wanted - dealt);
            sinceOther = step.kills() == 0 ? 0 : sinceOther + step.kills();
            dealt += step.kills();
            steps.add(step);
        }
        return steps;
    }

    private Step kill(int left) {
        Fault first = next(kills, Schedule::killDeck);
        boolean pair = left > 1 && first instanceof Fault.Kill && random.nextInt(STEPS_PER_PAIR) == 0;
        if (!pair) {
            return single(first);
        }
        Fault second = next(kills, Schedule::killDeck);
        return second instanceof Fault.Zombie
                ? new Step(pause(), second, null, Duration.ZERO)
                : new Step(pause(), first, second, Duration.ofMillis(random.nextInt(LONGEST_GAP_MILLIS)));
    }

    private Step single(Fault fault) {
        return new Step(pause(), fault, null, Duration.ZERO);
    }

    private Duration pause() {
        return Duration.ofMillis(random.nextInt(LONGEST_PAUSE_MILLIS));
    }

    private Fault next(Deque<Function<Random, Fault>> deck, Supplier<List<Function<Random, Fault>>> whole) {
        if (deck.isEmpty()) {
            List<Function<Random, Fault>> shuffled = new ArrayList<>(whole.get());
            Collections.shuffle(shuffled, random);
            deck.addAll(shuffled);
        }
        return deck.remove().apply(random);
    }

    private static List<Function<Random, Fault>> killDeck() {
        List<Function<Random, Fault>> deck = new ArrayList<>();
        KILLED.forEach(victim -> deck.add(random -> new Fault.Kill(victim, random.nextInt(100))));
        for (Victim victim : Victim.values()) {
            if (victim != Victim.RELAY) {
                deck.add(random -> new Fault.Freeze(
                        victim,
                        random.nextInt(100),
                        Duration.ofMillis(SHORTEST_FREEZE_MILLIS + random.nextInt(FREEZE_SPAN_MILLIS))));
            }
        }
        deck.add(random -> new Fault.Zombie(random.nextInt(100)));
        return deck;
    }

    private static List<Function<Random, Fault>> otherDeck() {
        List<Function<Random, Fault>> deck = new ArrayList<>();
        for (Link link : Link.values()) {
            deck.add(random ->
                    new Fault.Slow(link, Duration.ofMillis(1 + random.nextInt(LONGEST_DELAY_MILLIS)), trouble(random)));
            deck.add(random -> new Fault.Cut(link));
            deck.add(random -> new Fault.Refuse(link, trouble(random)));
            deck.add(random -> new Fault.Silence(link, trouble(random)));
        }
        for (int workers = 1; workers <= 2; workers++) {
            int to = workers;
            deck.add(random -> new Fault.Rebalance(to));
            deck.add(random -> new Fault.Restart(2 + random.nextInt(MOST_STATEFUL_TASKS - 1)));
        }
        return deck;
    }

    private static Duration trouble(Random random) {
        return Duration.ofMillis(SHORTEST_TROUBLE_MILLIS + random.nextInt(TROUBLE_SPAN_MILLIS));
    }
}
