// SPDX-License-Identifier: Apache-2.0
package io.foursigma.local.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.time.InstantSource;

/** Progress lines while a command is at work. */
public final class Steps {

    private final PrintWriter out;
    private final InstantSource clock;
    private final long startMillis;

    /** Progress from now on. */
    public Steps(PrintWriter out, InstantSource clock) {
        this.out = out;
        this.clock = clock;
        startMillis = clock.millis();
    }

    /** Something is ready, so long after it was started. */
    public void ready(String what, Duration took) {
        line("%s ready in %.1f s".formatted(what, took.toMillis() / 1e3));
    }

    /** Something is ready, so long after the command began. */
    public void ready(String what) {
        ready(what, elapsed());
    }

    /** A line by itself. */
    public void line(String text) {
        out.println(text);
        out.flush();
    }

    /** The time since the command began. */
    public Duration elapsed() {
        return Duration.ofMillis(clock.millis() - startMillis);
    }
}
