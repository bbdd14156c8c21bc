// SPDX-License-Identifier: Apache-2.0
package io.foursigma.ingest.websocket;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.foursigma.schemas.settings.NamedAddress;
import io.socket.client.IO;
import io.socket.client.Socket;
import org.json.JSONObject;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A producer that speaks socket.io, and sends each message as an event of a name. The library connects again by itself. Each
 * argument of the event is a message, as JSON.
 */
final class SocketIoProducer implements Producer {

    private static final Logger LOG = LoggerFactory.getLogger(SocketIoProducer.class);

    private static final long LONGEST_PAUSE_MILLIS = 30_000;

    private final NamedAddress address;
    private final Frames frames;
    private final Socket socket;
    private boolean toldAway;

    private SocketIoProducer(NamedAddress address, Frames frames) {
        this.address = address;
        this.frames = frames;
        // A manager of its own, so that closing one producer leaves others of the same server alone.
        this.socket = IO.socket(
                address.uri(),
                IO.Options.builder()
                        .setForceNew(true)
                        .setReconnectionDelayMax(LONGEST_PAUSE_MILLIS)
                        .build());
    }

    /** Connects, now or as soon as the producer is there. */
    static SocketIoProducer start(NamedAddress address, String event, Frames frames) {
        SocketIoProducer producer = new SocketIoProducer(address, frames);
        producer.socket.on(event, producer::received);
        producer.socket.on(Socket.EVENT_CONNECT, none -> producer.connected());
        producer.socket.on(Socket.EVENT_CONNECT_ERROR, why -> producer.away(why.length == 0 ? "" : why[0]));
        producer.socket.on(Socket.EVENT_DISCONNECT, why -> producer.disconnected(why.length == 0 ? "" : why[0]));
        producer.socket.connect();
        return producer;
    }

    @Override
    public void close() {
        socket.off();
        socket.close();
    }

    /** All listeners are called on the library's one thread. */
    private void received(Object... arguments) {
        for (Object argument : arguments) {
            frames.take(payload(argument));
        }
    }

    private static byte[] payload(Object argument) {
        return argument instanceof byte[] bytes
                ? bytes
                : JSONObject.valueToString(argument).getBytes(UTF_8);
    }

    private void connected() {
        toldAway = false;
        LOG.info("connected to the producer '{}' at {}", address.name(), address.uri());
    }

    private void away(Object why) {
        if (!toldAway) {
            toldAway = true;
            LOG.warn("the producer '{}' at {} is away, and is tried again: {}", address.name(), address.uri(), why);
        }
    }

    /** Where the server itself has ended the session, the library takes it for its wish that nobody comes again. */
    private void disconnected(Object why) {
        away(why);
        if ("io server disconnect".equals(why)) {
            socket.connect();
        }
    }
}
