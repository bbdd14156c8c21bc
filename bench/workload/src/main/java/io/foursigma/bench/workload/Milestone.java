// SPDX-License-Identifier: Apache-2.0
package io.foursigma.bench.workload;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** What a topology whose delay is measured tells of itself: each by an empty file in the task's folder. */
public enum Milestone {
    /** It is submitted, and takes readings. */
    SUBMITTED,
    /** Its group has committed the offset after the last reading. */
    COMMITTED;

    /**
     * Tells that it is reached.
     *
     * @throws IOException if the file cannot be written
     */
    public void reach(Path folder) throws IOException {
        Files.createFile(file(folder));
    }

    /** Whether it is reached. */
    public boolean isReached(Path folder) {
        return Files.exists(file(folder));
    }

    private Path file(Path folder) {
        return folder.resolve(name().toLowerCase(Locale.ROOT));
    }
}
