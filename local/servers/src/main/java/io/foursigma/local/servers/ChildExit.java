// SPDX-License-Identifier: Apache-2.0
package io.foursigma.local.servers;

import java.nio.file.Path;
import java.util.List;

/**
 * The end of a child process.
 *
 * @param name which child, as people write it
 * @param status its exit status; 128 + n when signal n ended it
 * @param log the file with its output
 * @param lastWords the lines of the log that tell most about the end, oldest first
 */
public record ChildExit(String name, int status, Path log, List<String> lastWords) {

    /** Copies the lines. */
    public ChildExit {
        lastWords = List.copyOf(lastWords);
    }

    /** The end in words: who, how, the last words, and where the whole log is. */
    public String describe() {
        return name + " ended with status " + status + LogTail.quote(lastWords) + "; its log is " + log;
    }
}
