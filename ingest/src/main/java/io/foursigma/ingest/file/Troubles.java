// SPDX-License-Identifier: Apache-2.0
package io.foursigma.ingest.file;

import io.foursigma.ingest.SourceMetrics;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says in the log what cannot be taken, once while it stays the same. */
final class Troubles {

    private static final Logger LOG = LoggerFactory.getLogger(FileSource.class);

    private final SourceMetrics metrics;
    private final Map<String, String> told = new HashMap<>();

    Troubles(SourceMetrics metrics) {
        this.metrics = metrics;
    }

    /** A file cannot be read on. */
    void cannotRead(Path file, IOException why) {
        if (tell(file.toString(), String.valueOf(why.getMessage()))) {
            metrics.refusedMessage(FileSource.SOURCE, "unsupported");
        }
    }

    /** A file can be read: if it cannot be later, that is told again. */
    void canRead(Path file) {
        told.remove(file.toString());
    }

    /** Something is as it should not be. Yields whether it was told now. */
    boolean tell(String about, String problem) {
        boolean isNew = !problem.equals(told.put(about, problem));
        if (isNew) {
            LOG.warn("{}: {}", about, problem);
        }
        return isNew;
    }

    /** Something happened that people may want to know. */
    void happened(Path file, String what) {
        LOG.info("{}: {}", file, what);
    }
}
