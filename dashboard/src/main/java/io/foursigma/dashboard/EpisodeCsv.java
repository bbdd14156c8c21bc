// SPDX-License-Identifier: Apache-2.0
package io.foursigma.dashboard;

import io.foursigma.schemas.Episode;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Episodes as a table for people's spreadsheets, with the times in ISO-8601. */
final class EpisodeCsv {

    private static final List<String> HEADER = List.of(
            "id",
            "sensor",
            "state",
            "first",
            "last",
            "count",
            "peakSigmas",
            "quiet",
            "closesAfter",
            "closed",
            "reopened",
            "revision",
            "received",
            "judged");

    private EpisodeCsv() {}

    /** A line of names, and one for each episode. */
    static byte[] of(List<Episode> episodes) {
        Csv table = new Csv(HEADER);
        for (Episode episode : episodes) {
            table.add(
                    episode.id(),
                    episode.sensor(),
                    episode.isOpen() ? "open" : "closed",
                    Instant.ofEpochMilli(episode.first()),
                    Instant.ofEpochMilli(episode.last()),
                    episode.count(),
                    episode.peakSigmas(),
                    episode.quiet(),
                    Instant.ofEpochMilli(episode.closesAfter()),
                    instant(episode.closed()),
                    episode.reopened(),
                    episode.revision(),
                    Instant.ofEpochMilli(episode.received()),
                    Instant.ofEpochMilli(episode.judged()));
        }
        return table.bytes();
    }

    private static @Nullable Instant instant(@Nullable Long millis) {
        return millis == null ? null : Instant.ofEpochMilli(millis);
    }
}
