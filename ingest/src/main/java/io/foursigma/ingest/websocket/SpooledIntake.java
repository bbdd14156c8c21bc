// SPDX-License-Identifier: Apache-2.0
package io.foursigma.ingest.websocket;

import io.foursigma.ingest.MessageReader;
import io.foursigma.ingest.format.PayloadFormat;
import io.foursigma.ingest.spool.Spool;
import io.foursigma.schemas.Position;
import io.foursigma.schemas.settings.Settings;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;

/** Takes messages whose senders do not wait, and keeps them on disk until Kafka has them. Usable from several threads. */
public final class SpooledIntake {

    private final Settings settings;
    private final Spool spool;
    private final InstantSource clock;
    private long lastMicros;

    SpooledIntake(Settings settings, Spool spool, InstantSource clock) {
        this.settings = settings;
        this.spool = spool;
        this.clock = clock;
    }

    /** Where a producer's messages go. Its dead letters tell its name, and the time at which the message came. */
    Producer.Frames of(String producer, PayloadFormat format) {
        MessageReader reader = new MessageReader(settings);
        String topicId = "websocket:" + producer;
        return payload -> {
            Position position = new Position(topicId, 0, nextMicros(), 0);
            long now = clock.millis();
            keep(reader.read(payload, format, now, now, position));
        };
    }

    /** Keeps a message; false if there is no room for it, and it is dropped. */
    public boolean keep(MessageReader.Message message) {
        return spool.append(SpooledMessage.encode(message));
    }

    /** The time in microseconds since the epoch, or a later one if a message has that already. */
    private synchronized long nextMicros() {
        lastMicros = Math.max(lastMicros + 1, ChronoUnit.MICROS.between(Instant.EPOCH, clock.instant()));
        return lastMicros;
    }
}
