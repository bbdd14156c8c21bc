// SPDX-License-Identifier: Apache-2.0
package io.foursigma.topology;

import static io.foursigma.schemas.settings.SettingsTable.METRICS_HOST;
import static io.foursigma.schemas.settings.SettingsTable.METRICS_PORT_OFFSET;
import static io.foursigma.schemas.settings.SettingsTable.TOPOLOGY_MESSAGE_TIMEOUT;
import static io.foursigma.schemas.settings.SettingsTable.TOPOLOGY_WORKERS;

import io.foursigma.schemas.settings.Settings;
import io.foursigma.topology.metrics.PrometheusReporter;
import java.util.List;
import org.apache.storm.Config;
import org.apache.storm.policy.WaitStrategyPark;

/** Storm's own configuration of the topology. */
public final class TopologyConfig {

    /**
     * Storm's own 100 wakes each idle task ten thousand times a second: two idle workers took 61 % of a core, and 33 % with
     * this.
     */
    private static final int IDLE_PARK_MICROS = 1_000;

    private TopologyConfig() {}

    /**
     * The configuration for these settings. Message timeouts are named although they are Storm's default: Storm's local
     * mode turns them off, and a lost tuple would hold up its partition for ever. Storm's own limit of what is pending is not
     * set: copies that are lost count in it until their timeout, and nothing could be sent again before; the spout keeps
     * the limit itself.
     */
    public static Config of(Settings settings) {
        Config config = new Config();
        config.setNumWorkers(settings.get(TOPOLOGY_WORKERS));
        config.setNumAckers(settings.get(TOPOLOGY_WORKERS));
        config.setMessageTimeoutSecs(
                Math.toIntExact(settings.get(TOPOLOGY_MESSAGE_TIMEOUT).toSeconds()));
        config.put(Config.TOPOLOGY_ENABLE_MESSAGE_TIMEOUTS, true);
        config.put(Config.TOPOLOGY_BOLT_WAIT_STRATEGY, WaitStrategyPark.class.getName());
        config.put(Config.TOPOLOGY_BOLT_WAIT_PARK_MICROSEC, IDLE_PARK_MICROS);
        config.setFallBackOnJavaSerialization(false);
        settings.get(METRICS_PORT_OFFSET)
                .ifPresent(offset -> config.put(
                        Config.TOPOLOGY_METRICS_REPORTERS,
                        List.of(PrometheusReporter.entry(settings.get(METRICS_HOST), offset))));
        TupleTypes.register(config);
        return config;
    }
}
