// SPDX-License-Identifier: Apache-2.0
package io.foursigma.ingest.broadcast;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.foursigma.ingest.PacedPublisher;
import io.foursigma.ingest.SimulatedReadings;
import io.foursigma.ingest.Simulator;
import io.foursigma.ingest.SourceException;
import io.foursigma.schemas.Reading;
import io.foursigma.schemas.json.ReadingJson;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.util.JavalinException;
import io.javalin.websocket.WsConfig;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;

/**
 * Broadcasts a simulator's readings over WebSocket to whoever is connected, and produces only while somebody is. When the
 * last client has gone the values stand still; for the next one they go on, with the event times of then.
 *
 * <p>{@code /values} sends each value as a frame of its own, {@code /readings} each reading in the form of
 * {@code docs/readings.md}.
 */
public final class BroadcastServer implements AutoCloseable {

    private static final Duration PING = Duration.ofSeconds(5);

    /** A client whose machine is gone says no goodbye: without an answer to pings it is one no more. */
    private static final Duration SILENCE = Duration.ofSeconds(20);

    private final Simulator simulator;
    private final InstantSource clock;
    private final BroadcastClients values;
    private final BroadcastClients readings;
    private final ClientCount count;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final Thread thread;
    private final Javalin server;

    private BroadcastServer(Simulator simulator, IntConsumer clientsTold, InstantSource clock) {
        this.simulator = simulator;
        this.clock = clock;
        this.count = new ClientCount(clientsTold);
        this.values = new BroadcastClients(count);
        this.readings = new BroadcastClients(count);
        this.thread = new Thread(this::run, "broadcast-" + simulator.name());
        this.server = Javalin.create(this::configure);
    }

    /**
     * Starts to listen.
     *
     * @param simulator what is broadcast
     * @param host the address to listen on
     * @param port the port; 0 for a free one
     * @param clientsTold hears how many clients there are, each time that one comes or goes
     * @param clock the wall clock
     * @throws SourceException if it cannot listen there
     */
    public static BroadcastServer start(
            Simulator simulator, String host, int port, IntConsumer clientsTold, InstantSource clock) {
        BroadcastServer broadcast = new BroadcastServer(simulator, clientsTold, clock);
        try {
            broadcast.server.start(host, port);
        } catch (JavalinException failure) {
            throw SourceException.cannotListen(host, port, "--websocket", failure);
        }
        broadcast.thread.start();
        return broadcast;
    }

    /** The port that it listens on. */
    public int port() {
        return server.port();
    }

    /** How many clients are connected. */
    public int clients() {
        return count.now();
    }

    /** Sends nothing more, and stops. */
    @Override
    public void close() {
        stopped.countDown();
        thread.interrupt();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        server.stop();
    }

    private void configure(JavalinConfig config) {
        config.startup.showJavalinBanner = false;
        config.startup.showOldJavalinVersionWarning = false;
        config.jetty.modifyWebSocketServletFactory(factory -> factory.setIdleTimeout(SILENCE));
        config.routes.ws("/values", path -> admit(path, values));
        config.routes.ws("/readings", path -> admit(path, readings));
    }

    private static void admit(WsConfig path, BroadcastClients clients) {
        path.onConnect(context -> {
            context.enableAutomaticPings(PING.toMillis(), TimeUnit.MILLISECONDS);
            clients.came(context.sessionId(), new BroadcastClient(context.session));
        });
        path.onClose(context -> clients.went(context.sessionId()));
    }

    private void run() {
        SimulatedReadings simulated = new SimulatedReadings(simulator, clock.millis());
        try {
            while (stopped.getCount() > 0) {
                count.awaitAny();
                long until = clock.millis();
                simulated.goOnAt(until);
                while (count.now() > 0) {
                    until = PacedPublisher.nextUntil(until, clock.millis());
                    simulated.emitUntil(until, this::broadcast);
                    if (stopped.await(PacedPublisher.TICK_MILLIS, TimeUnit.MILLISECONDS)) {
                        return;
                    }
                }
            }
        } catch (InterruptedException e) {
            // Stopped.
        }
    }

    private void broadcast(Reading reading) {
        values.send(() -> Double.toString(reading.value()));
        readings.send(() -> new String(ReadingJson.bytes(reading), UTF_8));
    }
}
