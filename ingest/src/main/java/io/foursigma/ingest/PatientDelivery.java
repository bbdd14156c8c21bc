// SPDX-License-Identifier: Apache-2.0
package io.foursigma.ingest;

import io.foursigma.schemas.DeadLetter;
import io.prometheus.metrics.core.datapoints.Timer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way to Kafka of messages whose senders get no answer: each batch is tried until Kafka has all of it, and the next one
 * comes after it, so that messages keep their order whatever fails. A batch that was tried again may be there twice, in
 * part. Used by one thread.
 */
public final class PatientDelivery {

    private static final Logger LOG = LoggerFactory.getLogger(PatientDelivery.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final String source;
    private final Intake intake;
    private final SourceMetrics metrics;

    /** The way of a source of this name, under which it is counted. */
    public PatientDelivery(String source, SourceContext context) {
        this.source = source;
        this.intake = context.intake();
        this.metrics = context.metrics();
    }

    /**
     * Waits until Kafka has acknowledged the batch.
     *
     * @throws InterruptedException if the thread is interrupted; any part of the batch may be in Kafka then
     */
    public void deliver(List<MessageReader.Message> batch) throws InterruptedException {
        Timer waiting = metrics.waiting(source);
        List<KeyedRecord> readings = new ArrayList<>();
        List<DeadLetter> letters = new ArrayList<>();
        int bytes = 0;
        for (MessageReader.Message message : batch) {
            readings.addAll(message.readings());
            letters.addAll(message.letters());
            bytes += message.bytes();
        }
        metrics.received(source, readings.size() + letters.size(), bytes);
        metrics.refused(source, letters.size());
        while (!delivered(readings, letters)) {
            TimeUnit.MILLISECONDS.sleep(PAUSE.toMillis());
        }
        metrics.accepted(source, readings.size(), waiting);
    }

    private boolean delivered(List<KeyedRecord> readings, List<DeadLetter> letters) throws InterruptedException {
        try {
            CompletableFuture<Void> end = intake.deliver(readings, letters);
            // Nothing more comes until this batch has gone.
            intake.hurry();
            end.get();
            return true;
        } catch (ExecutionException e) {
            Throwable cause = e.getCause();
            LOG.warn("readings of the source '{}' wait: {}", source, (cause == null ? e : cause).getMessage());
            metrics.refusedMessage(source, "kafka");
            return false;
        }
    }
}
