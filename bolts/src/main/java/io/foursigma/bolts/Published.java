// SPDX-License-Identifier: Apache-2.0
package io.foursigma.bolts;

import io.foursigma.analytics.Baseline;
import io.foursigma.analytics.EpisodeState;
import io.foursigma.analytics.PublishedWindow;
import io.foursigma.analytics.TumblingWindows;
import io.foursigma.analytics.Verdict;
import io.foursigma.analytics.WindowConfig;
import io.foursigma.bolts.order.Share;
import io.foursigma.schemas.Anomaly;
import io.foursigma.schemas.BaselineStats;
import io.foursigma.schemas.Episode;
import io.foursigma.schemas.EpisodeChange;
import io.foursigma.schemas.LatestReading;
import io.foursigma.schemas.Position;
import io.foursigma.schemas.VerdictName;
import io.foursigma.schemas.WindowStats;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** From the words of the mathematics to the records that others get to see. */
final class Published {

    private Published() {}

    static BaselineStats baseline(Baseline baseline) {
        return new BaselineStats(baseline.start(), baseline.end(), baseline.count(), baseline.mean(), baseline.std());
    }

    private static VerdictName name(Verdict verdict) {
        if (verdict instanceof Verdict.Anomalous) {
            return VerdictName.ANOMALOUS;
        }
        return verdict instanceof Verdict.Normal ? VerdictName.NORMAL : VerdictName.LEARNING;
    }

    static LatestReading latest(
            String sensor,
            long time,
            double value,
            int partition,
            long offset,
            Verdict verdict,
            @Nullable Baseline baseline) {
        BaselineStats judgedBy = baseline == null ? null : baseline(baseline);
        return new LatestReading(sensor, time, value, partition, offset, name(verdict), judgedBy);
    }

    static Position position(Share share, int i) {
        return new Position(
                share.topicId(),
                share.partition(),
                share.readings().offsets()[i],
                share.readings().indexes()[i]);
    }

    static WindowStats window(String sensor, PublishedWindow window) {
        return new WindowStats(
                sensor,
                window.start(),
                window.end(),
                window.revision(),
                window.moments().count(),
                window.moments().mean(),
                window.moments().std(),
                nullable(window.moments().sampleStd()),
                window.moments().min(),
                window.moments().max(),
                window.baseline() == null ? null : baseline(window.baseline()));
    }

    static Anomaly anomaly(
            Share share,
            int i,
            Verdict.Anomalous verdict,
            WindowConfig config,
            Anomaly.Rule rule,
            long judged,
            String episode) {
        Share.Columns readings = share.readings();
        TumblingWindows windows = config.windows();
        long start = windows.start(readings.times()[i]);
        return new Anomaly(
                position(share, i),
                readings.sensors()[i],
                readings.times()[i],
                readings.values()[i],
                nullable(config.rule().sigmasAway(verdict.baseline(), readings.values()[i])),
                baseline(verdict.baseline()),
                rule,
                start,
                windows.end(start),
                readings.received()[i],
                judged,
                episode);
    }

    static Episode episode(Share share, int i, EpisodeState episode, long judged) {
        Share.Columns readings = share.readings();
        return new Episode(
                episode.id(),
                readings.sensors()[i],
                episode.first(),
                episode.last(),
                episode.count(),
                Double.isFinite(episode.peakSigmas()) ? episode.peakSigmas() : null,
                episode.quietMillis(),
                episode.closesAfter(),
                episode.closedAt(),
                episode.reopened(),
                episode.revision(),
                switch (episode.change()) {
                    case OPENED -> EpisodeChange.OPENED;
                    case EXTENDED -> EpisodeChange.EXTENDED;
                    case CLOSED -> EpisodeChange.CLOSED;
                    case REOPENED -> EpisodeChange.REOPENED;
                },
                readings.received()[i],
                judged,
                position(share, i));
    }

    private static @Nullable Double nullable(OptionalDouble number) {
        return number.isPresent() ? number.getAsDouble() : null;
    }
}
