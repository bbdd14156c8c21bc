// SPDX-License-Identifier: Apache-2.0
package io.foursigma.stores.redis;

import io.foursigma.schemas.json.LiveMessageJson;
import io.foursigma.schemas.json.LiveMessageJson.LiveMessage;
import io.foursigma.stores.Backoff;
import io.foursigma.stores.LatestReader.Listener;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import redis.clients.jedis.BinaryJedisPubSub;
import redis.clients.jedis.Connection;
import redis.clients.jedis.exceptions.JedisException;

/**
 * A subscription to the channel that survives lost connections.
 *
 * <p>Two threads: one reads the connection and calls the listener, the other one pings, so that a connection that went
 * away without a word (a pulled cable, a forgetful firewall) is noticed by its silence.
 */
final class LiveSubscription {

    private static final Logger LOG = LoggerFactory.getLogger(LiveSubscription.class);
    private static final int PING_EVERY_MILLIS = 2_000;
    private static final int SILENCE_MILLIS = 3 * PING_EVERY_MILLIS;
    private static final int CLOSE_MILLIS = 800;
    private static final Backoff BACKOFF =
            new Backoff(Duration.ofMillis(100), Duration.ofSeconds(2), Duration.ofDays(36_500));

    private final RedisAddress address;
    private final byte[] channel;
    private final Listener listener;
    private final Thread reading = new Thread(this::read, "redis-live");
    private final Thread pinging = new Thread(this::ping, "redis-live-ping");
    private final CountDownLatch closed = new CountDownLatch(1);
    /** The connection that is being read. Guarded by this, so that none is opened unseen by {@link #close}. */
    private @Nullable Connection connection;

    private volatile @Nullable Channel current;
    private boolean told;
    private int failures;

    LiveSubscription(RedisAddress address, String channel, Listener listener) {
        this.address = address;
        this.channel = channel.getBytes(StandardCharsets.UTF_8);
        this.listener = listener;
        reading.setDaemon(true);
        pinging.setDaemon(true);
    }

    void start() {
        reading.start();
        pinging.start();
    }

    /** Ends both threads within a second, unless the listener holds one up. */
    void close() {
        closed.countDown();
        synchronized (this) {
            if (connection != null) {
                disconnect(connection);
            }
        }
        try {
            reading.join(CLOSE_MILLIS);
            pinging.join(CLOSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void read() {
        while (!isClosed(Duration.ZERO)) {
            try {
                subscribe();
            } catch (JedisException | UncheckedIOException e) {
                failures++;
                if (!isClosed(Duration.ZERO)) {
                    tellDisconnected(e.toString());
                }
            }
            if (isClosed(BACKOFF.waitAfter(
                    Math.max(1, failures), ThreadLocalRandom.current().nextDouble()))) {
                return;
            }
        }
    }

    private void subscribe() {
        try (Connection opened = address.connect(SILENCE_MILLIS)) {
            synchronized (this) {
                if (isClosed(Duration.ZERO)) {
                    return;
                }
                connection = opened;
            }
            Channel subscribed = new Channel();
            subscribed.proceed(opened, channel);
        } finally {
            current = null;
            synchronized (this) {
                connection = null;
            }
        }
    }

    /** Tells it once, however many attempts fail. */
    private void tellDisconnected(String reason) {
        if (!told) {
            told = true;
            LOG.warn("the live channel of Redis at {} is lost: {}", address.hostAndPort(), reason);
            listener.disconnected("Redis at " + address.hostAndPort() + ": " + reason);
        }
    }

    private void ping() {
        while (!isClosed(Duration.ofMillis(PING_EVERY_MILLIS))) {
            Channel subscribed = current;
            if (subscribed != null) {
                try {
                    subscribed.ping();
                } catch (JedisException e) {
                    LOG.debug("no ping: the reading thread will see the same", e);
                }
            }
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

    private static void disconnect(Connection connection) {
        try {
            connection.forceDisconnect();
        } catch (IOException e) {
            throw new UncheckedIOException("a connection to Redis does not close", e);
        }
    }

    /** Hands the channel's messages to the listener. */
    private final class Channel extends BinaryJedisPubSub {

        @Override
        public void onSubscribe(byte[] subscribed, int count) {
            failures = 0;
            told = false;
            current = this;
            LOG.info("the live channel of Redis at {} is open", address.hostAndPort());
            listener.connected();
        }

        @Override
        public void onMessage(byte[] from, byte[] json) {
            LiveMessage message;
            try {
                message = LiveMessageJson.read(json);
            } catch (IOException e) {
                throw new UncheckedIOException("an unreadable message on the live channel", e);
            }
            listener.updated(message.sensors(), message.anomalies());
        }
    }
}
