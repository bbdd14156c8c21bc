// SPDX-License-Identifier: Apache-2.0
package io.foursigma.analytics;

import org.jspecify.annotations.Nullable;

/**
 * One episode at one revision: anomalies of one sensor without a quiet gap between them.
 *
 * @param id the id of the anomaly that opened it, which is its own id for ever
 * @param first the least event time of its anomalies, epoch milliseconds
 * @param last the greatest event time of its anomalies, epoch milliseconds
 * @param count how many anomalies it holds, at least 1
 * @param peakSigmas how many standard deviations the farthest of them lies away from its baseline's mean;
 *     {@link Double#POSITIVE_INFINITY} where the baseline was constant
 * @param quietMillis the quiet length when the newest of them came
 * @param closedAt the sensor's watermark that closed it, epoch milliseconds; null while it is open
 * @param reopened how often it was opened again
 * @param revision how often it has changed, from 1
 * @param change what made this revision
 */
public record EpisodeState(
        String id,
        long first,
        long last,
        long count,
        double peakSigmas,
        long quietMillis,
        @Nullable Long closedAt,
        long reopened,
        long revision,
        Change change) {

    /** What may happen to an episode. */
    public enum Change {
        /** Its first anomaly has come. */
        OPENED,
        /** One more anomaly has come while it was open. */
        EXTENDED,
        /** Its sensor's watermark has passed the quiet length behind its last anomaly. */
        CLOSED,
        /** An anomaly of an earlier event time than the watermark has come after it was closed. */
        REOPENED
    }

    /** Checks the ranges. @throws IllegalArgumentException if the numbers are no episode */
    public EpisodeState {
        if (first > last
                || count < 1
                || Double.isNaN(peakSigmas)
                || peakSigmas < 0
                || quietMillis < 0
                || reopened < 0
                || revision < count
                || (change == Change.CLOSED) != (closedAt != null)) {
            throw new IllegalArgumentException("no episode: " + id + " from " + first + " to " + last + ", " + count
                    + " anomalies, peak " + peakSigmas + ", quiet " + quietMillis + " ms, closed at " + closedAt
                    + ", reopened " + reopened + " times, revision " + revision + " (" + change
                    + "); restore it from an intact copy");
        }
    }

    /** Whether the watermark has not passed it. */
    public boolean isOpen() {
        return closedAt == null;
    }

    /** The event time beyond which the sensor's watermark closes it, epoch milliseconds. */
    public long closesAfter() {
        return Saturated.add(last, quietMillis);
    }

    /** Whether no quiet gap lies between the episode and an event time. */
    boolean reaches(long timeMillis) {
        return Saturated.subtract(first, quietMillis) <= timeMillis && timeMillis <= closesAfter();
    }

    static EpisodeState opened(String id, long timeMillis, double sigmas, long quiet) {
        return new EpisodeState(id, timeMillis, timeMillis, 1, sigmas, quiet, null, 0, 1, Change.OPENED);
    }

    EpisodeState with(long timeMillis, double sigmas, long quiet) {
        return new EpisodeState(
                id,
                Math.min(first, timeMillis),
                Math.max(last, timeMillis),
                count + 1,
                Math.max(peakSigmas, sigmas),
                quiet,
                null,
                isOpen() ? reopened : reopened + 1,
                revision + 1,
                isOpen() ? Change.EXTENDED : Change.REOPENED);
    }

    EpisodeState closed(long watermark) {
        return new EpisodeState(
                id, first, last, count, peakSigmas, quietMillis, watermark, reopened, revision + 1, Change.CLOSED);
    }
}
