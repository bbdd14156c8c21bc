// SPDX-License-Identifier: Apache-2.0
package io.foursigma.local.servers;

import java.nio.file.Path;

/**
 * A child process, as it stood when asked for.
 *
 * @param name which server, as people write it
 * @param pid the id of the child; Redis runs beneath it as a process of its own
 * @param log the file with its standard output and standard error
 * @param alive whether it runs
 */
public record ServerProcess(String name, long pid, Path log, boolean alive) {}
