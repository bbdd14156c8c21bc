// SPDX-License-Identifier: Apache-2.0
package io.foursigma.schemas;

import org.jspecify.annotations.Nullable;

/**
 * An episode at one revision: anomalies of one sensor without a quiet gap between them. Of several revisions the highest
 * holds; one revision of one episode is the same wherever and however often it is met.
 *
 * @param id the id of the anomaly that opened it: the position of its reading
 * @param sensor the sensor's name
 * @param first the least event time of its anomalies, epoch milliseconds
 * @param last the greatest event time of its anomalies, epoch milliseconds
 * @param count how many anomalies it holds, at least 1
 * @param peakSigmas how many standard deviations the farthest of them lies away from its baseline's mean; null where one of
 *     them had a constant baseline, which is farther than any number
 * @param quiet the quiet length when the newest of them came, milliseconds
 * @param closesAfter the episode closes when the sensor's event time passes this one, epoch milliseconds: {@code last +
 *     quiet}. An open episode is quiet when the present lies beyond it
 * @param closed the event time that closed it, epoch milliseconds; null while it is open
 * @param reopened how often it was opened again
 * @param revision how often it has changed, from 1
 * @param change what made this revision
 * @param received when Kafka received the record that made this revision, epoch milliseconds (the record's timestamp)
 * @param judged when the topology made this revision, epoch milliseconds
 * @param cause where the reading lies in Kafka that made this revision
 */
public record Episode(
        String id,
        String sensor,
        long first,
        long last,
        long count,
        @Nullable Double peakSigmas,
        long quiet,
        long closesAfter,
        @Nullable Long closed,
        long reopened,
        long revision,
        EpisodeChange change,
        long received,
        long judged,
        Position cause)
        implements Judged {

    /** Checks that exactly a closed one has a time of closing. @throws IllegalArgumentException if not */
    public Episode {
        if ((change == EpisodeChange.CLOSED) != (closed != null)) {
            throw new IllegalArgumentException(
                    "the episode " + id + " was " + change.wire() + " and has been closed at " + closed);
        }
    }

    /** The same revision, made at another time, epoch milliseconds. */
    public Episode judgedAt(long millis) {
        return new Episode(
                id,
                sensor,
                first,
                last,
                count,
                peakSigmas,
                quiet,
                closesAfter,
                closed,
                reopened,
                revision,
                change,
                received,
                millis,
                cause);
    }

    /** Whether it is open. */
    public boolean isOpen() {
        return closed == null;
    }
}
