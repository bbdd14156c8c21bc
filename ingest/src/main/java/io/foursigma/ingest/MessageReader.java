// SPDX-License-Identifier: Apache-2.0
package io.foursigma.ingest;

import io.foursigma.ingest.format.PayloadFormat;
import io.foursigma.schemas.DeadLetter;
import io.foursigma.schemas.Position;
import io.foursigma.schemas.settings.Settings;
import io.foursigma.schemas.settings.SettingsTable;
import io.foursigma.schemas.settings.TimeLimits;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Reads messages whose senders get no answer: what is no reading becomes a dead letter. Used by one thread. */
public final class MessageReader {

    private final TimeLimits limits;
    private final int mostItems;
    private final int maxBytes;

    /** A reader within the limits of the settings. */
    public MessageReader(Settings settings) {
        this.limits = TimeLimits.of(settings);
        this.mostItems = settings.get(SettingsTable.COLLECT_MAX_ITEMS);
        this.maxBytes = settings.get(SettingsTable.READINGS_MAX_BYTES);
    }

    /**
     * What a message became.
     *
     * @param readings its readings, as records of their topic
     * @param letters what is none
     * @param bytes the message's size
     */
    public record Message(List<KeyedRecord> readings, List<DeadLetter> letters, int bytes) {

        /** How many items it has. */
        public int items() {
            return readings.size() + letters.size();
        }
    }

    /**
     * Reads a message. One with more items than {@code collect.max-items} is one dead letter.
     *
     * @param payload the message
     * @param format its form
     * @param sent when it was sent, epoch milliseconds: what relative times count from
     * @param now epoch milliseconds, what times may not lie too far ahead of
     * @param position where it lies, with index 0
     */
    public Message read(byte[] payload, PayloadFormat format, long sent, long now, Position position) {
        MessageItems items = new MessageItems(limits, now, mostItems, maxBytes);
        try {
            format.read(payload, sent, items);
        } catch (MessageItems.TooManyItemsException e) {
            return noMessage(
                    payload, "the message has more than collect.max-items = " + mostItems + " items", position);
        }
        List<DeadLetter> letters = new ArrayList<>(items.refusals().size());
        for (MessageItems.Refusal refusal : items.refusals()) {
            letters.add(letter(
                    new Position(position.topicId(), position.partition(), position.offset(), refusal.index()),
                    refusal.reason(),
                    refusal.bytes()));
        }
        return new Message(items.records(), letters, payload.length);
    }

    /** A message that is a dead letter as a whole. */
    public Message noMessage(byte[] payload, String reason, Position position) {
        return new Message(List.of(), List.of(letter(position, reason, payload)), payload.length);
    }

    /** The topic of dead letters takes no more than the largest reading. */
    private DeadLetter letter(Position position, String reason, byte[] bytes) {
        return bytes.length <= maxBytes
                ? new DeadLetter(position, reason, bytes)
                : new DeadLetter(
                        position,
                        "of " + bytes.length + " bytes the first " + maxBytes + " are kept: " + reason,
                        Arrays.copyOf(bytes, maxBytes));
    }
}
