// SPDX-License-Identifier: Apache-2.0
package io.foursigma.local.cli.chaos;

import java.time.Duration;

/** Something that goes wrong. */
sealed interface Fault {

    /** One word or two for the table. */
    String kind();

    /** Whom it befalls, and how long where that was chosen. */
    String target();

    /** Whether {@code --kills} counts it: a process was ended or stopped by a signal. */
    default boolean isKill() {
        return false;
    }

    /** Whether it must strike while readings are under way. */
    default boolean strikesReadings() {
        return false;
    }

    /** Whether it ends or stops a worker, for longer than a reading is waited for. */
    default boolean stopsWorker() {
        return false;
    }

    private static String seconds(Duration time) {
        return "%.1f s".formatted(time.toMillis() / 1e3);
    }

    /**
     * {@code kill -9}.
     *
     * @param pick which of several, taken modulo their number
     */
    record Kill(Victim victim, int pick) implements Fault {
        @Override
        public String kind() {
            return "kill";
        }

        @Override
        public String target() {
            return victim.title();
        }

        @Override
        public boolean isKill() {
            return true;
        }

        @Override
        public boolean strikesReadings() {
            return victim.carriesReadings();
        }

        @Override
        public boolean stopsWorker() {
            return victim == Victim.WORKER;
        }
    }

    /**
     * SIGSTOP, and SIGCONT after this time.
     *
     * @param pick which of several, taken modulo their number
     */
    record Freeze(Victim victim, int pick, Duration time) implements Fault {
        @Override
        public String kind() {
            return "freeze";
        }

        @Override
        public String target() {
            return victim.title() + ", " + seconds(time);
        }

        @Override
        public boolean isKill() {
            return true;
        }

        @Override
        public boolean strikesReadings() {
            return victim.carriesReadings();
        }

        @Override
        public boolean stopsWorker() {
            return victim == Victim.WORKER;
        }
    }

    /**
     * SIGSTOP of a worker and of its supervisor, until others have its tasks and readings are applied again; then SIGCONT.
     * The worker goes on where it stood, among writes that are no longer its own; some seconds later its supervisor ends
     * it.
     */
    record Zombie(int pick) implements Fault {
        @Override
        public String kind() {
            return "zombie";
        }

        @Override
        public String target() {
            return "worker";
        }

        @Override
        public boolean isKill() {
            return true;
        }

        @Override
        public boolean strikesReadings() {
            return true;
        }

        @Override
        public boolean stopsWorker() {
            return true;
        }
    }

    /** A server is killed and stays away for this time. */
    record Outage(Victim victim, Duration time) implements Fault {
        @Override
        public String kind() {
            return "outage";
        }

        @Override
        public String target() {
            return victim.title() + ", " + seconds(time);
        }

        @Override
        public boolean isKill() {
            return true;
        }

        @Override
        public boolean strikesReadings() {
            return true;
        }
    }

    /** Each chunk of bytes is held up by {@code delay}. */
    record Slow(Link link, Duration delay, Duration time) implements Fault {
        @Override
        public String kind() {
            return "slow connection";
        }

        @Override
        public String target() {
            return link.title() + " by " + seconds(delay) + ", " + seconds(time);
        }
    }

    /** All connections break at once; new ones are welcome. */
    record Cut(Link link) implements Fault {
        @Override
        public String kind() {
            return "cut connections";
        }

        @Override
        public String target() {
            return link.title();
        }
    }

    /** All connections break, and new ones break as soon as they are made. */
    record Refuse(Link link, Duration time) implements Fault {
        @Override
        public String kind() {
            return "refused connections";
        }

        @Override
        public String target() {
            return link.title() + ", " + seconds(time);
        }
    }

    /** Connections stay, and nothing comes through; what was sent arrives afterwards. */
    record Silence(Link link, Duration time) implements Fault {
        @Override
        public String kind() {
            return "silent connection";
        }

        @Override
        public String target() {
            return link.title() + ", " + seconds(time);
        }
    }

    /** The topology is spread anew, over so many workers. */
    record Rebalance(int workers) implements Fault {
        @Override
        public String kind() {
            return "rebalance";
        }

        @Override
        public String target() {
            return "to " + workers + (workers == 1 ? " worker" : " workers");
        }
    }

    /** The topology is killed and submitted with so many stateful tasks. */
    record Restart(int statefulTasks) implements Fault {
        @Override
        public String kind() {
            return "restart";
        }

        @Override
        public String target() {
            return "with " + statefulTasks + " stateful tasks";
        }
    }
}
