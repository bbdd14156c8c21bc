// SPDX-License-Identifier: Apache-2.0
package io.foursigma.stores;

import io.foursigma.schemas.Anomaly;
import io.foursigma.schemas.Episode;
import io.foursigma.schemas.WindowStats;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads what {@link InsightIndex} took. Every method throws {@link StoreException} if the index does not answer. */
public interface InsightReader extends AutoCloseable {

    /** The newest anomalies that a query asks for, newest event time first, those of one time by their ids. */
    List<Anomaly> anomalies(AnomalyQuery query);

    /** Anomalies in the order in which they were judged, those of one millisecond by their ids. */
    List<Anomaly> judgedSince(JudgedQuery query);

    /** When the last anomaly was judged, epoch milliseconds; empty if there is none. */
    OptionalLong lastJudged();

    /** The anomaly of an id; empty if there is none, or if it was put a moment ago and cannot be searched yet. */
    Optional<Anomaly> anomaly(String id);

    /** Hands over every anomaly, by (event time, id), after making all that was put visible. */
    void forEachAnomaly(Consumer<Anomaly> consumer);

    /** The newest episodes that a query asks for, those with the latest first anomaly first, those of one time by their ids. */
    List<Episode> episodes(EpisodeQuery query);

    /** Episodes in the order in which their last revisions were made, those of one millisecond by their ids. */
    List<Episode> episodesJudgedSince(JudgedQuery query);

    /** When the last revision of an episode was made, epoch milliseconds; empty if there is none. */
    OptionalLong lastEpisodeJudged();

    /** The episode of an id; empty if there is none, or if it was put a moment ago and cannot be searched yet. */
    Optional<Episode> episode(String id);

    /** Hands over every episode at its last revision, by (first anomaly's time, id), after making all that was put visible. */
    void forEachEpisode(Consumer<Episode> consumer);

    /** Hands over every window at its last revision, by (sensor, start), after making all that was put visible. */
    void forEachWindow(Consumer<WindowStats> consumer);

    @Override
    void close();

    /**
     * Which anomalies are asked for.
     *
     * @param sensor the sensor, null for all
     * @param from least event time, epoch milliseconds, included
     * @param to greatest event time, epoch milliseconds, excluded
     * @param sigmas least distance from the mean in standard deviations, null for any; an anomaly of a constant baseline,
     *     which has none, counts as farther than any number
     * @param episode the id of the episode that they belong to, null for any
     * @param size how many at most, 1 to 10,000
     * @param after where the page before ended; null for the first
     */
    record AnomalyQuery(
            @Nullable String sensor,
            long from,
            long to,
            @Nullable Double sigmas,
            @Nullable String episode,
            int size,
            @Nullable PageEnd after) {

        /** Checks the ranges. @throws IllegalArgumentException if the size is out of range or the span is empty */
        public AnomalyQuery {
            if (size < 1 || size > 10_000) {
                throw new IllegalArgumentException("size = " + size + ": give a whole number from 1 to 10000");
            }
            if (from >= to) {
                throw new IllegalArgumentException("from = " + from + " is not before to = " + to);
            }
        }

        /** A query for the first page. */
        public AnomalyQuery(@Nullable String sensor, long from, long to, int size) {
            this(sensor, from, to, null, null, size, null);
        }
    }

    /**
     * Which episodes are asked for: those that have an anomaly in a span of event time, or anomalies before and after it.
     *
     * @param sensor the sensor, null for all
     * @param from least event time of their last anomaly, epoch milliseconds, included
     * @param to greatest event time of their first anomaly, epoch milliseconds, excluded
     * @param open true for open ones only, false for closed ones only, null for all
     * @param size how many at most, 1 to 10,000
     * @param after where the page before ended: the first anomaly's time and the id of its last episode; null for the first
     */
    record EpisodeQuery(
            @Nullable String sensor,
            long from,
            long to,
            @Nullable Boolean open,
            int size,
            @Nullable PageEnd after) {

        /** Checks the ranges. @throws IllegalArgumentException if the size is out of range or the span is empty */
        public EpisodeQuery {
            if (size < 1 || size > 10_000) {
                throw new IllegalArgumentException("size = " + size + ": give a whole number from 1 to 10000");
            }
            if (from >= to) {
                throw new IllegalArgumentException("from = " + from + " is not before to = " + to);
            }
        }
    }

    /**
     * Which anomalies or episodes are asked for by the time of judging.
     *
     * @param since least time of judging, epoch milliseconds, included
     * @param size how many at most, 1 to 10,000
     * @param after where the page before ended, with its time of judging; null for the first
     */
    record JudgedQuery(long since, int size, @Nullable PageEnd after) {}

    /**
     * The last anomaly or episode of a page. What is indexed between two pages and lies before it is on neither.
     *
     * @param time its time in the order of the pages, epoch milliseconds
     * @param id its id
     */
    record PageEnd(long time, String id) {}
}
