// SPDX-License-Identifier: Apache-2.0
package io.foursigma.spouts;

import io.foursigma.schemas.Run;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.storm.kafka.spout.ClientsKafkaSpout;
import org.apache.storm.kafka.spout.KafkaSpoutConfig;
import org.apache.storm.kafka.spout.KafkaSpoutMessageId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A {@code KafkaSpout} of runs that sends again what seems to be lost, before Storm's timeout would. */
final class RunSpout extends ClientsKafkaSpout<Void, Run> {

    private static final long serialVersionUID = 1;

    private static final Logger LOG = LoggerFactory.getLogger(RunSpout.class);
    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

    private final RunsUnderWay underWay;
    private final RunRetries retries;
    private final NanoClock clock;
    private long lookedNanos;

    /**
     * A spout that is configured as usual.
     *
     * @param underWay the listener of the configuration
     * @param retries the retries of the configuration
     */
    RunSpout(
            KafkaSpoutConfig<Void, Run> config,
            RunClients clients,
            RunsUnderWay underWay,
            RunRetries retries,
            NanoClock clock) {
        super(config, clients);
        this.underWay = underWay;
        this.retries = retries;
        this.clock = clock;
    }

    @Override
    public void nextTuple() {
        long now = clock.getAsLong();
        if (now - lookedNanos >= LOOK_NANOS) {
            lookedNanos = now;
            underWay.lost().forEach(this::sendAgain);
        }
        try {
            super.nextTuple();
        } catch (RetriableException away) {
            // The stock spout lets only a poll fail. A commit or a look at the partitions is made again later, too.
            LOG.warn("Kafka does not answer: {}", away.toString());
        }
    }

    private void sendAgain(KafkaSpoutMessageId id) {
        super.fail(id);
        retries.hasten(id);
    }

    @Override
    public void fail(Object id) {
        if (underWay.isLatest((KafkaSpoutMessageId) id)) {
            super.fail(id);
        }
    }
}
