// SPDX-License-Identifier: Apache-2.0
package io.foursigma.local.cli.chaos;

import io.foursigma.local.cli.CliException;
import io.foursigma.local.cli.Pipeline;
import io.foursigma.schemas.settings.Settings;
import io.foursigma.stores.StoreException;
import io.foursigma.stores.cassandra.CassandraStateReader;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Looks how far the pipeline has come, past the proxies. */
final class FlowGauge implements AutoCloseable {

    private static final Duration KAFKA_PATIENCE = Duration.ofSeconds(4);

    private final CassandraStateReader state;
    private final Pipeline pipeline;

    FlowGauge(Settings settings) {
        state = new CassandraStateReader(settings);
        pipeline = new Pipeline(settings, state, KAFKA_PATIENCE);
    }

    /** A look; empty while Kafka or Cassandra does not answer, which takes some seconds then. */
    Optional<Flow> look() throws InterruptedException {
        try {
            Map<Integer, Long> ends = pipeline.ends();
            return Optional.of(new Flow(System.nanoTime(), ends, pipeline.ledger()));
        } catch (StoreException | CliException e) {
            return Optional.empty(); // one of those that are being killed
        }
    }

    /** Whether all before these ends is durable, and done with by the sinks. False while a server does not answer. */
    boolean reached(Map<Integer, Long> ends) throws InterruptedException {
        try {
            return pipeline.reached(ends);
        } catch (StoreException | CliException e) {
            return false;
        }
    }

    String topicId() throws InterruptedException {
        return pipeline.topicId();
    }

    @Override
    public void close() {
        pipeline.close();
        state.close();
    }
}
