// SPDX-License-Identifier: Apache-2.0
package io.foursigma.local.servers;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where and how a stack runs.
 *
 * @param home the root folder of the built project
 * @param data the folder for all that the servers write, made if absent and kept at the end; {@code null}: a temporary
 *     folder, removed at the end
 * @param ports the clients' ports
 * @param startDeadline how long each server may take until it answers
 * @param flags for the JVM of each server that is one, beside those of {@code jvm.options}, over which they win
 */
public record LocalServersConfig(
        Path home, @Nullable Path data, ServerPorts ports, Duration startDeadline, List<String> flags) {

    /** Patient enough for a machine that builds at the same time. */
    public static final Duration DEFAULT_START_DEADLINE = Duration.ofMinutes(2);

    /** Makes the folders absolute, since the servers run in folders of their own, and copies the list. */
    public LocalServersConfig {
        home = home.toAbsolutePath().normalize();
        data = data == null ? null : data.toAbsolutePath().normalize();
        flags = List.copyOf(flags);
    }

    /** With no flags of its own. */
    public LocalServersConfig(Path home, @Nullable Path data, ServerPorts ports, Duration startDeadline) {
        this(home, data, ports, startDeadline, List.of());
    }

    /** The same with other flags. */
    public LocalServersConfig withFlags(List<String> other) {
        return new LocalServersConfig(home, data, ports, startDeadline, other);
    }

    /** A temporary folder and free ports. */
    public static LocalServersConfig temporary(Path home) {
        return new LocalServersConfig(home, null, ServerPorts.FREE, DEFAULT_START_DEADLINE);
    }
}
