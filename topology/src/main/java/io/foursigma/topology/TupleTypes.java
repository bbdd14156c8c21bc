// SPDX-License-Identifier: Apache-2.0
package io.foursigma.topology;

import io.foursigma.bolts.Insights;
import io.foursigma.bolts.LatestUpdate;
import io.foursigma.bolts.Results;
import io.foursigma.bolts.order.Share;
import io.foursigma.schemas.Anomaly;
import io.foursigma.schemas.BaselineStats;
import io.foursigma.schemas.DeadLetter;
import io.foursigma.schemas.Episode;
import io.foursigma.schemas.EpisodeChange;
import io.foursigma.schemas.LatestReading;
import io.foursigma.schemas.LatestSensor;
import io.foursigma.schemas.Position;
import io.foursigma.schemas.Run;
import io.foursigma.schemas.SensorStats;
import io.foursigma.schemas.VerdictName;
import io.foursigma.schemas.WindowStats;
import io.foursigma.topology.kryo.RunSerializer;
import io.foursigma.topology.kryo.ShareSerializer;
import java.util.List;
import org.apache.storm.Config;

/** Every type that travels in a tuple, for Kryo. Anything else is refused when it is sent to another worker. */
final class TupleTypes {

    /** Those that Kryo takes apart by itself. */
    static final List<Class<?>> PLAIN = List.of(
            DeadLetter.class,
            LatestUpdate.class,
            LatestSensor.class,
            LatestReading.class,
            SensorStats.class,
            VerdictName.class,
            Results.class,
            Insights.class,
            Insights.ClosedWindow.class,
            Anomaly.class,
            Anomaly.Rule.class,
            Episode.class,
            EpisodeChange.class,
            BaselineStats.class,
            WindowStats.class,
            Position.class,
            byte[].class);

    private TupleTypes() {}

    static void register(Config config) {
        config.registerSerialization(Run.class, RunSerializer.class);
        config.registerSerialization(Share.class, ShareSerializer.class);
        PLAIN.forEach(config::registerSerialization);
    }
}
