// SPDX-License-Identifier: Apache-2.0
package io.foursigma.ingest.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.foursigma.ingest.Room;
import io.foursigma.ingest.format.PayloadFormat;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Session;
import org.eclipse.jetty.websocket.api.StatusCode;
import org.jspecify.annotations.Nullable;

/**
 * The connection of a device. A message is put together within the room that there is for all, and the next one is asked for
 * when the answer to the one before is written, without a thread that waits for it: a device that does not read its answers,
 * or does not end its messages, costs nobody else anything. Public, for Jetty calls it by reflection.
 */
public final class DeviceStream implements Session.Listener {

    /** A device whose machine is gone says no goodbye: without an answer to pings it is cut off. */
    static final Duration SILENCE = Duration.ofSeconds(20);

    private final StreamHandler handler;
    private final @Nullable String key;
    private final PayloadFormat format;
    private final Room room;
    private final int mostBytes;
    private final LongSupplier nanoTime;
    private final ByteArrayOutputStream message = new ByteArrayOutputStream();
    private @Nullable Session session;
    private @Nullable RequestRefusedException refused;
    private boolean isBegun;
    private long begunNanos;
    private long messages;

    /**
     * A connection that is not open yet.
     *
     * @param handler takes the messages
     * @param key the device's key, if it has one
     * @param format the form of the messages
     * @param room the memory for what waits
     * @param mostBytes the largest message
     * @param nanoTime counts nanoseconds from anywhere
     */
    DeviceStream(
            StreamHandler handler,
            @Nullable String key,
            PayloadFormat format,
            Room room,
            int mostBytes,
            LongSupplier nanoTime) {
        this.handler = handler;
        this.key = key;
        this.format = format;
        this.room = room;
        this.mostBytes = mostBytes;
        this.nanoTime = nanoTime;
    }

    @Nullable
    String key() {
        return key;
    }

    PayloadFormat format() {
        return format;
    }

    @Override
    public synchronized void onWebSocketOpen(Session opened) {
        session = opened;
        opened.setIdleTimeout(SILENCE);
        handler.opened(this);
        opened.demand();
    }

    @Override
    public synchronized void onWebSocketPartialText(String part, boolean last) {
        received(part.getBytes(UTF_8), last);
    }

    @Override
    public synchronized void onWebSocketPartialBinary(ByteBuffer part, boolean last, Callback callback) {
        byte[] bytes = new byte[part.remaining()];
        part.get(bytes);
        callback.succeed();
        received(bytes, last);
    }

    @Override
    public synchronized void onWebSocketClose(int status, String reason, Callback callback) {
        callback.succeed();
        session = null;
        forget();
        handler.closed(this);
    }

    /** Asks whether the device is there, and sends it away where it is too slow with a message. */
    synchronized void check() {
        if (session == null) {
            return;
        }
        if (isBegun && Body.isTooSlow(nanoTime.getAsLong() - begunNanos, message.size())) {
            sendAway(StatusCode.POLICY_VIOLATION, Refusal.TOO_SLOW);
        } else {
            session.sendPing(ByteBuffer.allocate(0), Callback.NOOP);
        }
    }

    private void received(byte[] part, boolean last) {
        if (session == null) {
            return;
        }
        if (!isBegun) {
            isBegun = true;
            begunNanos = nanoTime.getAsLong();
        }
        if (refused == null && message.size() + part.length > mostBytes) {
            sendAway(StatusCode.MESSAGE_TOO_LARGE, Refusal.TOO_LARGE);
            return;
        }
        if (refused == null && room.tryEnter(part.length)) {
            message.writeBytes(part);
        } else if (refused == null) {
            forget();
            refused = new RequestRefusedException(
                    Refusal.NO_ROOM,
                    "collect.max-bytes = " + room.bytes()
                            + " bytes wait for Kafka already: send it again a little later");
        }
        if (last) {
            answer();
        } else {
            session.demand();
        }
    }

    private void answer() {
        long number = messages++;
        String answer;
        try {
            if (refused != null) {
                throw refused;
            }
            answer = Answers.message(number, handler.keep(this, message.toByteArray()));
        } catch (RequestRefusedException e) {
            handler.refused(e.refusal());
            if (e.refusal() == Refusal.UNKNOWN_KEY) {
                sendAway(StatusCode.POLICY_VIOLATION, e.refusal());
                return;
            }
            answer = Answers.refusedMessage(number, e.refusal(), e.detail());
        } finally {
            forget();
        }
        Session current = session;
        if (current != null) {
            current.sendText(answer, Callback.from(current::demand, failure -> current.disconnect()));
        }
    }

    private void sendAway(int status, Refusal refusal) {
        if (refusal != Refusal.UNKNOWN_KEY) {
            handler.refused(refusal);
        }
        forget();
        if (session != null) {
            session.close(status, refusal.title(), Callback.NOOP);
        }
    }

    /** Gives back the room of the message. */
    private void forget() {
        room.leave(message.size());
        message.reset();
        refused = null;
        isBegun = false;
    }
}
