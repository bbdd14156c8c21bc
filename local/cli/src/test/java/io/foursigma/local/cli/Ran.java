// SPDX-License-Identifier: Apache-2.0
package io.foursigma.local.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;

/**
 * A command that was run in this process.
 *
 * @param exitCode its exit code
 * @param output what it printed, errors included
 */
public record Ran(int exitCode, String output) {

    /** Runs a command with settings and more words. */
    public static Ran of(List<String> command, List<String> settings, String... more) {
        List<String> words = new ArrayList<>(command);
        settings.forEach(setting -> words.addAll(List.of("-c", setting)));
        words.addAll(List.of(more));
        StringWriter printed = new StringWriter();
        CommandLine line = FoursigmaMain.commandLine();
        line.setOut(new PrintWriter(printed, true));
        line.setErr(new PrintWriter(printed, true));
        int exitCode = line.execute(words.toArray(String[]::new));
        return new Ran(exitCode, printed.toString());
    }
}
