// SPDX-License-Identifier: Apache-2.0
package io.foursigma.ingest.spool;

import io.foursigma.ingest.MessageReader.Message;
import io.foursigma.ingest.PatientDelivery;
import io.foursigma.ingest.SourceContext;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Delivers what a spool holds to Kafka, in its order, on a thread of its own. What is committed is in Kafka. */
public final class SpoolDrain implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SpoolDrain.class);
    private static final long BATCH_BYTES = 1_000_000;
    private static final Duration PATIENCE = Duration.ofMillis(500);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration LAST_PATIENCE = Duration.ofSeconds(5);

    private final String source;
    private final Spool spool;
    private final Function<byte[], Message> decoder;
    private final PatientDelivery delivery;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final Thread thread;
    private volatile boolean closing;

    private SpoolDrain(String source, Spool spool, Function<byte[], Message> decoder, SourceContext context) {
        this.source = source;
        this.spool = spool;
        this.decoder = decoder;
        this.delivery = new PatientDelivery(source, context);
        this.thread = new Thread(this::run, "collector-spool-" + source);
    }

    /**
     * Starts to deliver.
     *
     * @param source the source's name
     * @param spool its spool, which stays the caller's
     * @param decoder the message that an entry holds
     * @param context what sources share
     */
    public static SpoolDrain start(
            String source, Spool spool, Function<byte[], Message> decoder, SourceContext context) {
        SpoolDrain drain = new SpoolDrain(source, spool, decoder, context);
        drain.thread.start();
        return drain;
    }

    /** Stops when the spool is empty, if that is soon; what Kafka has not acknowledged stays there. */
    @Override
    public void close() {
        closing = true;
        try {
            thread.join(LAST_PATIENCE.toMillis());
            stopped.countDown();
            thread.interrupt();
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            while (stopped.getCount() > 0 && !(closing && spool.depth().entries() == 0)) {
                try {
                    deliver();
                } catch (RuntimeException | Error e) {
                    // Errors, too: without this thread the spool would fill up for ever.
                    LOG.error("what the spool of the source '{}' holds waits", source, e);
                    boolean unused = stopped.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
                }
            }
        } catch (InterruptedException e) {
            // Stopped.
        }
    }

    private void deliver() throws InterruptedException {
        List<SpoolEntry> entries = spool.next(BATCH_BYTES, PATIENCE);
        if (!entries.isEmpty()) {
            delivery.deliver(
                    entries.stream().map(entry -> decoder.apply(entry.bytes())).toList());
            spool.commit(entries.get(entries.size() - 1).sequence());
        }
    }
}
