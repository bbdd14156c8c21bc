// SPDX-License-Identifier: Apache-2.0
package io.foursigma.local.servers;

import java.nio.file.Path;
import java.util.List;

/**
 * What to run for a server, and how to ask whether it is ready.
 *
 * @param kind which server
 * @param port the clients' port on 127.0.0.1
 * @param folder its own folder and working directory
 * @param command the command line
 * @param probe the question
 */
record ServerPlan(ServerKind kind, int port, Path folder, List<String> command, Probe probe) {

    /** Beside the folder, so that the log of a server that could not make its folder is found, too. */
    Path log() {
        return folder.resolveSibling(kind.folder() + ".log");
    }
}
