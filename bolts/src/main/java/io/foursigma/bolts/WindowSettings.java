// SPDX-License-Identifier: Apache-2.0
package io.foursigma.bolts;

import io.foursigma.analytics.EpisodeRule;
import io.foursigma.analytics.SigmaRule;
import io.foursigma.analytics.TumblingWindows;
import io.foursigma.analytics.WindowConfig;
import io.foursigma.schemas.Anomaly;
import io.foursigma.schemas.RuleVersion;
import java.io.Serializable;

/**
 * What {@code anomaly} is told of windows and the rule, in a form that travels to the workers.
 *
 * @param lengthMillis length of a window
 * @param allowedLatenessMillis how long after its end a window still takes readings
 * @param baselineMaxAgeMillis how long before a window's start its baseline may have ended; {@link Long#MAX_VALUE}: any
 * @param sigmas how many standard deviations are allowed
 * @param minCount how many values a baseline needs
 * @param minStd floor below the baseline's standard deviation
 * @param idlePublishMillis how long, by the wall clock, a sensor is without readings before its open window is published
 *     as it stands; {@link Long#MAX_VALUE}: never
 * @param publish whether windows are published to the stores
 * @param episodeQuietMillis how long event time goes on without an anomaly until an episode is over; {@link
 *     Long#MAX_VALUE}: as long as follows from the sensor's mean interval
 */
public record WindowSettings(
        long lengthMillis,
        long allowedLatenessMillis,
        long baselineMaxAgeMillis,
        double sigmas,
        long minCount,
        double minStd,
        long idlePublishMillis,
        boolean publish,
        long episodeQuietMillis)
        implements Serializable {

    /** How long a sensor is without readings before anybody wants to know, {@link Long#MAX_VALUE}: nobody ever does. */
    long silentAfterMillis() {
        return publish ? idlePublishMillis : Long.MAX_VALUE;
    }

    EpisodeRule episodes() {
        return new EpisodeRule(episodeQuietMillis == Long.MAX_VALUE ? EpisodeRule.BY_INTERVAL : episodeQuietMillis);
    }

    /** The rule as anomalies show it. */
    Anomaly.Rule rule() {
        Anomaly.Rule rule = new Anomaly.Rule(sigmas, minCount, minStd);
        String version =
                RuleVersion.of(lengthMillis, allowedLatenessMillis, baselineMaxAgeMillis, rule, episodeQuietMillis);
        return new Anomaly.Rule(sigmas, minCount, minStd, version);
    }

    WindowConfig config() {
        return new WindowConfig(
                new TumblingWindows(lengthMillis),
                allowedLatenessMillis,
                baselineMaxAgeMillis,
                new SigmaRule(sigmas, minCount, minStd));
    }
}
