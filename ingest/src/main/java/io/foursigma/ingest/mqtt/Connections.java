// SPDX-License-Identifier: Apache-2.0
package io.foursigma.ingest.mqtt;

import io.foursigma.ingest.Backoff;
import io.foursigma.ingest.SourceContext;
import io.foursigma.schemas.settings.SettingsTable;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Holds a connection to the broker, one after the other, and subscribes over each. A connection is never mended: with a new
 * one the broker hands over again all that was not acknowledged, in its order.
 */
final class Connections implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Connections.class);
    private static final Duration ANSWER = Duration.ofSeconds(30);

    /** A connection that lived for less counts as a failure, so that pauses grow where the broker ends each one. */
    private static final Duration LONG_ENOUGH = Duration.ofSeconds(30);

    private final Broker broker;
    private final List<String> filters;
    private final InstantSource clock;
    private final Inbox inbox;
    private final Consumer<MqttMessage> receiver;
    private final Backoff backoff = new Backoff(ThreadLocalRandom.current());
    private final Thread thread = new Thread(this::run, "collector-mqtt-connections");
    private volatile @Nullable BrokerConnection current;
    private volatile @Nullable BrokerConnection renewed;

    /** Connections that are not held yet. */
    Connections(Broker broker, SourceContext context, Inbox inbox, Consumer<MqttMessage> receiver) {
        this.broker = broker;
        this.filters = context.settings().get(SettingsTable.COLLECT_MQTT_TOPICS);
        this.clock = context.clock();
        this.inbox = inbox;
        this.receiver = receiver;
    }

    /** Begins to connect; a broker that is away is tried again and again. */
    void open() {
        thread.start();
    }

    /** The connection that is held, or was held last. */
    @Nullable
    BrokerConnection current() {
        return current;
    }

    /** Ends the connection, if it was refused something, and goes on with a new one, over which that comes again. */
    void renewIfRefused() {
        BrokerConnection connection = current;
        if (connection != null && inbox.hasRefused(connection) && connection != renewed) {
            renewed = connection;
            connection.close();
        }
    }

    @Override
    public void close() {
        thread.interrupt();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            while (true) {
                long begun = System.nanoTime();
                String end = hold();
                boolean isRenewed = current == renewed;
                if (isRenewed || System.nanoTime() - begun > LONG_ENOUGH.toNanos()) {
                    backoff.reset();
                }
                Duration pause = backoff.next();
                LOG.warn(
                        "no readings come from the MQTT broker {}: {}; it is tried again in {} ms",
                        broker.url(),
                        isRenewed ? "there was no room for all that it has handed over" : end,
                        pause.toMillis());
                TimeUnit.MILLISECONDS.sleep(pause.toMillis());
            }
        } catch (InterruptedException e) {
            // Closed.
        }
    }

    /** Holds a connection to its end, and tells why it has ended. */
    private String hold() throws InterruptedException {
        CompletableFuture<String> ended = new CompletableFuture<>();
        BrokerConnection connection = broker.connection(clock, receiver, cause -> ended.complete(Endings.words(cause)));
        current = connection;
        try {
            boolean kept = connection.connect().get(ANSWER.toMillis(), TimeUnit.MILLISECONDS);
            if (kept) {
                inbox.forgetKept(connection);
            }
            LOG.info("readings come from the MQTT broker {}, to which this is '{}'", broker.url(), broker.clientId());
            return subscribed(connection, ended);
        } catch (ExecutionException e) {
            return Endings.words(e);
        } catch (TimeoutException e) {
            return "it does not answer";
        } finally {
            connection.close();
        }
    }

    /** Subscribes, to what is refused again and again, until the connection has ended. */
    private String subscribed(BrokerConnection connection, CompletableFuture<String> ended)
            throws InterruptedException, ExecutionException {
        List<String> open = new ArrayList<>(filters);
        while (!open.isEmpty() && !ended.isDone()) {
            List<String> refused = new ArrayList<>();
            for (String filter : open) {
                if (!isSubscribed(connection, filter)) {
                    refused.add(filter);
                }
            }
            open = refused;
            if (!open.isEmpty()) {
                awaitFor(ended, ANSWER);
            }
        }
        return ended.get();
    }

    private boolean isSubscribed(BrokerConnection connection, String filter) throws InterruptedException {
        try {
            connection.subscribe(filter).get(ANSWER.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (ExecutionException e) {
            LOG.warn(
                    "the MQTT broker {} refuses '{}' of collect.mqtt.topics: {}; it is asked again in {} s",
                    broker.url(),
                    filter,
                    Endings.words(e),
                    ANSWER.toSeconds());
        } catch (TimeoutException e) {
            LOG.warn("the MQTT broker {} does not answer to '{}' of collect.mqtt.topics", broker.url(), filter);
        }
        return false;
    }

    private static void awaitFor(CompletableFuture<String> ended, Duration time)
            throws InterruptedException, ExecutionException {
        try {
            ended.get(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            // It lives.
        }
    }
}
