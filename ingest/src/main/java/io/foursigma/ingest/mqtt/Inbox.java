// SPDX-License-Identifier: Apache-2.0
package io.foursigma.ingest.mqtt;

import io.foursigma.ingest.Room;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Messages that wait for their way to Kafka, within the room that there is. Where there is none for a message that the
 * broker keeps, no later one of its connection is taken either: all of them come again, in their order, with the next
 * connection. Usable from several threads.
 */
final class Inbox {

    private static final int MOST_MESSAGES = 5_000;
    private static final int MOST_BYTES = 4_000_000;
    private static final long WAIT_MILLIS = 100;

    /** What a message takes in memory beside its topic and its payload, about. */
    private static final int OVERHEAD_BYTES = 512;

    private final Room room;
    private final BlockingQueue<MqttMessage> waiting = new LinkedBlockingQueue<>();
    private volatile @Nullable BrokerConnection refused;

    Inbox(Room room) {
        this.room = room;
    }

    /** Takes a message if there is room for it. */
    boolean offer(MqttMessage message) {
        if (message.isKept() && message.from() == refused) {
            return false;
        }
        if (!room.tryEnter(bytes(message))) {
            if (message.isKept()) {
                refused = message.from();
            }
            return false;
        }
        waiting.add(message);
        return true;
    }

    /** Takes nothing more of a connection that the broker keeps. */
    void refuse(BrokerConnection connection) {
        refused = connection;
    }

    /** Whether messages of this connection were refused, and have to come again. */
    boolean hasRefused(BrokerConnection connection) {
        return connection == refused;
    }

    /** Forgets what came over other connections and comes again over this one. What is taken out already is not forgotten. */
    void forgetKept(BrokerConnection except) {
        waiting.removeIf(message -> {
            boolean comesAgain = message.isKept() && message.from() != except;
            if (comesAgain) {
                room.leave(bytes(message));
            }
            return comesAgain;
        });
    }

    /** The messages that waited longest, in their order; none if none has come for a while. */
    List<MqttMessage> take() throws InterruptedException {
        List<MqttMessage> batch = new ArrayList<>();
        long bytes = 0;
        MqttMessage next = waiting.poll(WAIT_MILLIS, TimeUnit.MILLISECONDS);
        while (next != null) {
            batch.add(next);
            bytes += next.bytes();
            next = batch.size() < MOST_MESSAGES && bytes < MOST_BYTES ? waiting.poll() : null;
        }
        return batch;
    }

    /** Gives back the room of messages that were taken out. */
    void leave(List<MqttMessage> batch) {
        batch.forEach(message -> room.leave(bytes(message)));
    }

    boolean isEmpty() {
        return waiting.isEmpty();
    }

    /** What a message takes of the room; one above all the room there is takes all of it. */
    private long bytes(MqttMessage message) {
        return Math.min(room.bytes(), (long) message.bytes() + message.topic().length() + OVERHEAD_BYTES);
    }
}
