// SPDX-License-Identifier: Apache-2.0
package io.foursigma.ingest;

import java.nio.file.Path;

/**
 * A line that is too long to be published: it was refused before Kafka, and the rest of its file went on.
 *
 * @param file the file
 * @param line the line's number in the (unpacked) file, from 1
 * @param bytes the line's length without its end
 * @param limitBytes the setting {@code readings.max-bytes}
 */
public record RefusedLine(Path file, long line, long bytes, int limitBytes) {}
