// SPDX-License-Identifier: Apache-2.0
package io.foursigma.ingest.websocket;

import io.foursigma.ingest.Backoff;
import io.foursigma.schemas.settings.NamedAddress;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A producer that speaks plain WebSocket. The next message is asked for when the one before is taken. A producer that says
 * nothing for long is asked whether it is there, and one that does not answer is connected to again.
 */
final class WebSocketProducer implements Producer {

    private static final Logger LOG = LoggerFactory.getLogger(WebSocketProducer.class);
    private static final Duration CONNECTING = Duration.ofSeconds(10);
    private static final Duration PING = Duration.ofSeconds(5);
    private static final Duration SILENCE = Duration.ofSeconds(20);

    private final NamedAddress address;
    private final Frames frames;
    private final int mostBytes;
    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(CONNECTING).build();
    private final Backoff backoff = new Backoff(new SplittableRandom());
    private final ScheduledExecutorService thread;
    private volatile @Nullable Connection connection;
    private boolean toldAway;

    private WebSocketProducer(NamedAddress address, Frames frames, int mostBytes) {
        this.address = address;
        this.frames = frames;
        this.mostBytes = mostBytes;
        this.thread = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread created = new Thread(task, "collector-websocket-" + address.name());
            created.setDaemon(true);
            return created;
        });
    }

    /**
     * Connects, now or as soon as the producer is there.
     *
     * @param mostBytes the largest message that is taken whole
     */
    static WebSocketProducer start(NamedAddress address, Frames frames, int mostBytes) {
        WebSocketProducer producer = new WebSocketProducer(address, frames, mostBytes);
        producer.thread.execute(producer::connect);
        Future<?> unused = producer.thread.scheduleWithFixedDelay(
                producer::check, PING.toMillis(), PING.toMillis(), TimeUnit.MILLISECONDS);
        return producer;
    }

    @Override
    public void close() {
        thread.shutdownNow();
        try {
            boolean unused = thread.awaitTermination(CONNECTING.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Connection last = connection;
        if (last != null) {
            last.abort();
        }
    }

    private void connect() {
        Connection tried = new Connection();
        try {
            tried.socket = client.newWebSocketBuilder()
                    .connectTimeout(CONNECTING)
                    .buildAsync(address.uri(), tried)
                    .get();
            connection = tried;
            backoff.reset();
            toldAway = false;
            LOG.info("connected to the producer '{}' at {}", address.name(), address.uri());
        } catch (ExecutionException e) {
            lost(tried, String.valueOf(e.getCause()));
        } catch (InterruptedException e) {
            // Closed.
        }
    }

    /** Runs on the producer's own thread, once for each connection. */
    private void lost(Connection which, String why) {
        if (which.isLost) {
            return;
        }
        which.isLost = true;
        connection = null;
        if (!toldAway) {
            toldAway = true;
            LOG.warn("the producer '{}' at {} is away, and is tried again: {}", address.name(), address.uri(), why);
        }
        long wait = backoff.next().toMillis();
        if (!thread.isShutdown()) {
            Future<?> unused = thread.schedule(this::connect, wait, TimeUnit.MILLISECONDS);
        }
    }

    private void check() {
        Connection current = connection;
        if (current != null) {
            current.check();
        }
    }

    private final class Connection implements WebSocket.Listener {
        private final FrameBuffer buffer = new FrameBuffer(mostBytes);
        private @Nullable WebSocket socket;
        private boolean isLost;
        private volatile long heardNanos = System.nanoTime();

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
            buffer.add(part);
            return received(from, last);
        }

        @Override
        public @Nullable CompletionStage<?> onBinary(WebSocket from, ByteBuffer part, boolean last) {
            buffer.add(part);
            return received(from, last);
        }

        @Override
        public @Nullable CompletionStage<?> onPong(WebSocket from, ByteBuffer message) {
            heardNanos = System.nanoTime();
            from.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket from, int status, String reason) {
            ended("it has closed the connection (" + status + (reason.isEmpty() ? "" : ", " + reason) + ')');
            return null;
        }

        @Override
        public void onError(WebSocket from, Throwable failure) {
            ended(failure.toString());
        }

        private @Nullable CompletionStage<?> received(WebSocket from, boolean last) {
            heardNanos = System.nanoTime();
            if (last) {
                frames.take(buffer.take());
            }
            from.request(1);
            return null;
        }

        private void ended(String why) {
            if (!thread.isShutdown()) {
                thread.execute(() -> lost(this, why));
            }
        }

        private void check() {
            if (System.nanoTime() - heardNanos > SILENCE.toNanos()) {
                abort();
                lost(this, "it has not answered for " + SILENCE.toSeconds() + " s");
            } else if (socket != null) {
                CompletableFuture<WebSocket> unused = socket.sendPing(ByteBuffer.allocate(0));
            }
        }

        private void abort() {
            if (socket != null) {
                socket.abort();
            }
        }
    }
}
