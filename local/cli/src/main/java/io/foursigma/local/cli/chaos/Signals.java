// SPDX-License-Identifier: Apache-2.0
package io.foursigma.local.cli.chaos;

import java.io.IOException;
import java.util.concurrent.TimeUnit;

/** Sends signals that the JDK has no words for. */
public final class Signals {

    private static final long ANSWER_SECONDS = 10;

    private Signals() {}

    /** The process stops where it stands, until {@link #resume}. */
    public static void stop(ProcessHandle process) throws IOException, InterruptedException {
        send("STOP", process);
    }

    /** The process goes on. One that is gone is passed over. */
    public static void resume(ProcessHandle process) throws IOException, InterruptedException {
        send("CONT", process);
    }

    private static void send(String signal, ProcessHandle process) throws IOException, InterruptedException {
        if (!process.isAlive()) {
            return;
        }
        Process kill = new ProcessBuilder("/bin/sh", "-c", "kill -" + signal + " " + process.pid())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (!kill.waitFor(ANSWER_SECONDS, TimeUnit.SECONDS)) {
            throw new IOException("SIG" + signal + " could not be sent to process " + process.pid());
        }
    }
}
