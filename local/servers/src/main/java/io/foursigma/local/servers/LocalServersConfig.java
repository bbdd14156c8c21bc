// SPDX-License-Identifier: Apache-2.0
package io.foursigma.local.servers;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Where and how a stack runs.
 *
 * @param home the root folder of the built project
 * @param data the folder for all that the servers write, made if absent and kept at the end; {@code null}: a temporary
 *     folder, removed at the end
 * @param ports the clients' ports
 * @param startDeadline how long each server may take until it answers
 */
public record LocalServersConfig(Path home, @Nullable Path data, ServerPorts ports, Duration startDeadline) {

    /** Patient enough for a machine that builds at the same time. */
    public static final Duration DEFAULT_START_DEADLINE = Duration.ofMinutes(2);

    /** Makes the folders absolute, since the servers run in folders of their own. */
    public LocalServersConfig {
        home = home.toAbsolutePath().normalize();
        data = data == null ? null : data.toAbsolutePath().normalize();
    }

    /** A temporary folder and free ports. */
    public static LocalServersConfig temporary(Path home) {
        return new LocalServersConfig(home, null, ServerPorts.FREE, DEFAULT_START_DEADLINE);
    }
}
