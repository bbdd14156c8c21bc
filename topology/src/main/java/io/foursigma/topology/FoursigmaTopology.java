// SPDX-License-Identifier: Apache-2.0
package io.foursigma.topology;

import static io.foursigma.schemas.settings.SettingsTable.PULSE_INTERVAL;
import static io.foursigma.schemas.settings.SettingsTable.STATE_BUCKETS;

import io.foursigma.bolts.AnomalyBolt;
import io.foursigma.bolts.DeadLettersBolt;
import io.foursigma.bolts.DecodeBolt;
import io.foursigma.bolts.InsightsBolt;
import io.foursigma.bolts.LatestBolt;
import io.foursigma.bolts.ResultsBolt;
import io.foursigma.bolts.SerializableClock;
import io.foursigma.bolts.StatefulConfig;
import io.foursigma.bolts.StatsBolt;
import io.foursigma.bolts.Streams;
import io.foursigma.bolts.WindowSettings;
import io.foursigma.bolts.order.Rules;
import io.foursigma.schemas.settings.Settings;
import io.foursigma.schemas.settings.TimeLimits;
import io.foursigma.spouts.PulseSpout;
import io.foursigma.spouts.ReadingsSpout;
import io.foursigma.stores.ReadingsTopic;
import io.foursigma.stores.Stores;
import org.apache.storm.generated.StormTopology;
import org.apache.storm.topology.BoltDeclarer;
import org.apache.storm.topology.TopologyBuilder;
import org.apache.storm.tuple.Fields;

/**
 * The graph.
 *
 * <pre>
 * readings -> decode --> stats ----> latest, results
 *                  |\--> anomaly --> latest, results, insights
 *                  \---> dead-letters
 * </pre>
 *
 * {@code pulse} beats time for all that flush or write batches.
 */
public final class FoursigmaTopology {

    static final String READINGS = "readings";
    static final String PULSE = "pulse";
    static final String DECODE = "decode";
    static final String STATS = "stats";
    static final String ANOMALY = "anomaly";
    static final String LATEST = "latest";
    static final String RESULTS = "results";
    static final String INSIGHTS = "insights";
    static final String DEAD_LETTERS = "dead-letters";

    private FoursigmaTopology() {}

    /**
     * The topology for these settings.
     *
     * @param settings all that can be set
     * @param stores opens the stores in the workers
     * @param topic the topic of readings, as Kafka has it
     */
    public static StormTopology of(Settings settings, Stores stores, ReadingsTopic topic) {
        return of(settings, stores, topic, Rules.ALL);
    }

    /** As above, with tasks that keep these rules of the protocol only: a test sees that the others are missed. */
    static StormTopology of(Settings settings, Stores stores, ReadingsTopic topic, Rules rules) {
        Parallelism parallelism = Parallelism.of(settings, topic.partitions());
        int tasks = parallelism.statefulTasks();
        StatefulConfig stateful = BoltSettings.stateful(settings, rules);
        WindowSettings windows = BoltSettings.windows(settings);
        SerializableClock clock = SerializableClock.SYSTEM;
        TopologyBuilder graph = new TopologyBuilder();

        graph.setSpout(READINGS, ReadingsSpout.of(settings, topic.id()), parallelism.spouts());
        graph.setSpout(PULSE, new PulseSpout(settings.get(PULSE_INTERVAL)), parallelism.pulses());

        DecodeBolt decode = new DecodeBolt(settings.get(STATE_BUCKETS), TimeLimits.of(settings), STATS, ANOMALY);
        graph.setBolt(DECODE, decode, parallelism.decoders())
                .fieldsGrouping(READINGS, new Fields(ReadingsSpout.FIELDS.get(0)));

        beating(graph.setBolt(STATS, new StatsBolt(stores, stateful, clock), tasks))
                .directGrouping(DECODE, Streams.STATS_SHARES);

        beating(graph.setBolt(ANOMALY, new AnomalyBolt(stores, stateful, windows, clock), tasks))
                .directGrouping(DECODE, Streams.ANOMALY_SHARES);

        beating(graph.setBolt(LATEST, new LatestBolt(stores, windows, clock)))
                .globalGrouping(STATS, Streams.LATEST)
                .globalGrouping(ANOMALY, Streams.LATEST);

        beating(graph.setBolt(RESULTS, new ResultsBolt(stores)))
                .globalGrouping(STATS, Streams.RESULTS)
                .globalGrouping(ANOMALY, Streams.RESULTS);

        beating(graph.setBolt(INSIGHTS, new InsightsBolt(stores))).shuffleGrouping(ANOMALY, Streams.INSIGHTS);

        beating(graph.setBolt(DEAD_LETTERS, new DeadLettersBolt(stores))).shuffleGrouping(DECODE, Streams.DEAD_LETTERS);

        return graph.createTopology();
    }

    private static BoltDeclarer beating(BoltDeclarer bolt) {
        return bolt.allGrouping(PULSE);
    }
}
