// SPDX-License-Identifier: Apache-2.0
package io.foursigma.stores.kafka;

import io.foursigma.schemas.settings.Settings;
import io.foursigma.schemas.settings.SettingsTable;
import io.foursigma.stores.Backoff;
import io.foursigma.stores.PolicyReader;
import io.foursigma.stores.StoreException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads the topic {@code policies} from its beginning and follows it; after a failure it begins anew. */
public final class KafkaPolicyReader implements PolicyReader {

    private static final Logger LOG = LoggerFactory.getLogger(KafkaPolicyReader.class);
    private static final Backoff BACKOFF =
            new Backoff(Duration.ofMillis(200), Duration.ofSeconds(5), Duration.ofDays(36_500));
    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(2);

    private final Settings settings;
    private final CountDownLatch closed = new CountDownLatch(1);
    private @Nullable Thread reading;
    private boolean told;
    private int failures;
    private boolean warned;

    /** A reader of the topic that is set. Nothing has to be there yet. */
    public KafkaPolicyReader(Settings settings) {
        this.settings = settings;
    }

    @Override
    public synchronized void listen(Listener listener) {
        Thread thread = new Thread(() -> read(listener), "kafka-policies");
        thread.setDaemon(true);
        thread.start();
        reading = thread;
    }

    @Override
    public synchronized void close() {
        closed.countDown();
        Thread thread = reading;
        if (thread != null) {
            try {
                thread.join(CLOSE_WITHIN.toMillis());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void read(Listener listener) {
        while (!isClosed(Duration.ZERO)) {
            try (PolicyTopic topic = new PolicyTopic(settings);
                    PolicyFollower follower = new PolicyFollower(settings, topic, listener)) {
                if (!warned) {
                    topic.warnOfItsForm();
                    warned = true;
                }
                follower.begin();
                while (!isClosed(Duration.ZERO)) {
                    if (follower.step()) {
                        LOG.info("the topic {} has been read", settings.get(SettingsTable.POLICIES_TOPIC));
                        failures = 0;
                        told = false;
                    }
                }
            } catch (KafkaException | StoreException e) {
                failures++;
                tellLost(listener, String.valueOf(e.getMessage()));
            }
            if (isClosed(BACKOFF.waitAfter(
                    Math.max(1, failures), ThreadLocalRandom.current().nextDouble()))) {
                return;
            }
        }
    }

    /** Tells it once, however many attempts fail. */
    private void tellLost(Listener listener, String reason) {
        if (!told && !isClosed(Duration.ZERO)) {
            told = true;
            LOG.warn("the topic {} is not read: {}", settings.get(SettingsTable.POLICIES_TOPIC), reason);
            listener.lost(reason);
        }
    }

    private boolean isClosed(Duration within) {
        try {
            return closed.await(within.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }
}
