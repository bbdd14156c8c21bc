// SPDX-License-Identifier: Apache-2.0
package io.foursigma.bench.cli.quality;

import io.foursigma.analytics.EpisodeRule;
import io.foursigma.analytics.Outcome;
import io.foursigma.analytics.SensorEpisodes;
import io.foursigma.analytics.SensorEpisodesState;
import io.foursigma.analytics.SensorWindows;
import io.foursigma.analytics.SensorWindowsState;
import io.foursigma.analytics.SigmaRule;
import io.foursigma.analytics.TumblingWindows;
import io.foursigma.analytics.Verdict;
import io.foursigma.analytics.WindowConfig;
import io.foursigma.ingest.Fault;
import io.foursigma.ingest.FaultKind;
import io.foursigma.ingest.Plant;
import io.foursigma.ingest.SimulatedReadings;
import io.foursigma.schemas.Reading;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What the rule, as it is set by default, makes of the faults of the simulator {@code plant}, which knows when they are.
 *
 * @param seed the plant's seed
 * @param readings how many readings were judged
 * @param spikes how many of them are spikes
 * @param found how many spikes are anomalous
 * @param masked how many of the others have a fault of the same sensor in the window that they were judged by
 * @param anomalies how many readings are anomalous
 * @param explained how many of these lie in a fault, or so shortly behind that the window before still holds it
 * @param episodes how many episodes the anomalies make
 * @param spikeEpisodes how many of these hold a spike
 */
record PlantFound(
        long seed,
        long readings,
        long spikes,
        long found,
        long masked,
        long anomalies,
        long explained,
        long episodes,
        long spikeEpisodes) {

    private static final int SENSORS = 12;
    private static final long START = 1_700_000_000_000L;
    private static final double SIGMAS = 4;
    private static final int MIN_COUNT = 8;
    private static final EpisodeRule QUIET = new EpisodeRule(EpisodeRule.BY_INTERVAL);

    /** Judges the readings of a plant over a span of event time. */
    static PlantFound of(long seed, Duration span) {
        Plant plant = new Plant(SENSORS, Plant.DEFAULT_RATE_PER_SECOND, seed);
        Judge judge = new Judge(plant, START + span.toMillis());
        new SimulatedReadings(plant, START).emitUntil(START + span.toMillis(), judge::take);
        return new PlantFound(
                seed,
                judge.readings,
                judge.spikes,
                judge.found,
                judge.masked,
                judge.anomalies,
                judge.explained,
                judge.episodes.size(),
                judge.spikeEpisodes.size());
    }

    /** The share of the spikes that are found. */
    double recall() {
        return found / (double) spikes;
    }

    /** The share of the anomalies that a fault explains. */
    double precision() {
        return explained / (double) anomalies;
    }

    private static final class Judge {
        private final WindowConfig config;
        private final long window;
        private final Map<String, TreeMap<Long, Fault>> faults = new HashMap<>();
        private final Map<String, SensorWindows> sensors = new HashMap<>();
        private final Map<String, SensorEpisodes> gathered = new HashMap<>();
        private final Set<String> episodes = new HashSet<>();
        private final Set<String> spikeEpisodes = new HashSet<>();
        private long readings;
        private long spikes;
        private long found;
        private long masked;
        private long anomalies;
        private long explained;

        Judge(Plant plant, long end) {
            window = plant.window().toMillis();
            config = new WindowConfig(
                    new TumblingWindows(window), 0, WindowConfig.ANY_AGE, new SigmaRule(SIGMAS, MIN_COUNT, 0));
            plant.sensors().forEach(sensor -> faults.put(sensor, new TreeMap<>()));
            plant.faults(START, end)
                    .forEach(fault ->
                            faults.getOrDefault(fault.sensor(), new TreeMap<>()).put(fault.from(), fault));
        }

        void take(Reading reading) {
            SensorWindows windows = sensors.computeIfAbsent(
                    reading.sensor(), sensor -> SensorWindows.of(config, SensorWindowsState.EMPTY));
            Outcome outcome = windows.apply(reading.time(), reading.value(), published -> {});
            SensorEpisodes own = gathered.computeIfAbsent(
                    reading.sensor(), sensor -> SensorEpisodes.of(QUIET, config, SensorEpisodesState.EMPTY));
            if (outcome instanceof Verdict) {
                own.read(windows.watermark(), changed -> {});
            }
            boolean anomalous = outcome instanceof Verdict.Anomalous;
            // Before its second window a sensor has nothing to be judged by.
            if (reading.time() < START + 2 * window) {
                return;
            }
            readings++;
            if (anomalous) {
                String id = reading.sensor() + '@' + reading.time();
                String episode = own.anomaly(reading.time(), SIGMAS, id, windows.watermark(), changed -> {});
                episodes.add(episode);
                if (isSpike(reading)) {
                    spikeEpisodes.add(episode);
                }
            }
            long ownWindow = config.windows().start(reading.time());
            if (isSpike(reading)) {
                spikes++;
                found += anomalous ? 1 : 0;
                masked += !anomalous && touches(reading.sensor(), ownWindow - window, ownWindow) ? 1 : 0;
            }
            if (anomalous) {
                anomalies++;
                explained += touches(reading.sensor(), ownWindow - window, reading.time() + 1) ? 1 : 0;
            }
        }

        private boolean isSpike(Reading reading) {
            Map.Entry<Long, Fault> last =
                    faults.getOrDefault(reading.sensor(), new TreeMap<>()).floorEntry(reading.time());
            return last != null
                    && last.getValue().kind() == FaultKind.SPIKE
                    && reading.time() < last.getValue().to();
        }

        /** Whether a fault of a sensor touches a span of time. */
        private boolean touches(String sensor, long from, long to) {
            Map.Entry<Long, Fault> last =
                    faults.getOrDefault(sensor, new TreeMap<>()).lowerEntry(to);
            return last != null && last.getValue().to() > from;
        }
    }
}
