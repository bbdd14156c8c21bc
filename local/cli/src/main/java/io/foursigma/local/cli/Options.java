// SPDX-License-Identifier: Apache-2.0
package io.foursigma.local.cli;

import io.foursigma.schemas.settings.DurationText;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;

/** Checks of what stands on the command line; each error names the option, the value and the cure. */
public final class Options {

    private Options() {}

    /** A duration above 0. */
    public static Duration duration(String option, String text) {
        try {
            return DurationText.parseAboveZero(text);
        } catch (IllegalArgumentException e) {
            throw new CliException(CliException.WRONG_INPUT, option + ": " + e.getMessage());
        }
    }

    /** A port that nobody listens on; 0 is always free. */
    static void requireFreePort(String what, String host, int port, String option) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(host, port));
        } catch (IOException e) {
            throw new CliException(
                    CliException.WRONG_INPUT,
                    what + " cannot be served on " + host + ":" + port + " (" + e.getMessage()
                            + "): end what listens there, or give another with " + option + " (0 takes a free one)");
        }
    }

    /** A folder that can be written to, made if absent. */
    static Path writableFolder(String option, Path folder) {
        try {
            Files.createDirectories(folder);
            Files.delete(Files.createTempFile(folder, "writable", null));
            return folder;
        } catch (IOException e) {
            throw new CliException(
                    CliException.WRONG_INPUT,
                    option + ": the folder " + folder + " cannot be written to (" + e
                            + "): choose another, or give yourself the right");
        }
    }

    /** A folder that holds nothing yet, so that state is fresh. */
    public static void requireEmpty(String option, Path folder) {
        if (Files.notExists(folder)) {
            return;
        }
        try (Stream<Path> entries = Files.list(folder)) {
            if (entries.findAny().isPresent()) {
                throw new CliException(
                        CliException.WRONG_INPUT,
                        option + ": this command begins with fresh state, but " + folder
                                + " is not empty: choose another folder");
            }
        } catch (IOException e) {
            throw new CliException(
                    CliException.WRONG_INPUT,
                    option + ": " + folder + " cannot be read (" + e + "): choose another folder");
        }
    }
}
