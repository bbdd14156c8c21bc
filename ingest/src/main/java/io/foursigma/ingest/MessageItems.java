// SPDX-License-Identifier: Apache-2.0
package io.foursigma.ingest;

import io.foursigma.schemas.Reading;
import io.foursigma.schemas.json.ReadingJson;
import io.foursigma.schemas.json.ReadingSink;
import io.foursigma.schemas.settings.TimeLimits;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a message holds: records for the topic of readings, one for each reading, and the items that the topology would make
 * dead letters of. They are told apart here, so that the sender can be told.
 */
public final class MessageItems implements ReadingSink {

    private final TimeLimits limits;
    private final long received;
    private final int mostItems;
    private final int maxBytes;
    private final List<KeyedRecord> records = new ArrayList<>();
    private final List<Refusal> refusals = new ArrayList<>();

    /**
     * The items of a message, none yet.
     *
     * @param limits the times that are accepted
     * @param received when the message came, epoch milliseconds; not after the timestamps of its records
     * @param mostItems how many items are taken
     * @param maxBytes the largest record
     */
    public MessageItems(TimeLimits limits, long received, int mostItems, int maxBytes) {
        this.limits = limits;
        this.received = received;
        this.mostItems = mostItems;
        this.maxBytes = maxBytes;
    }

    /**
     * An item that is no reading.
     *
     * @param index its place among the items of its message, from 0
     * @param reason what is wrong with it, in words
     * @param bytes its bytes
     */
    @SuppressWarnings("ArrayRecordComponent") // handed on, never compared
    public record Refusal(int index, String reason, byte[] bytes) {}

    /** A message has more items than are taken. */
    public static final class TooManyItemsException extends RuntimeException {
        private static final long serialVersionUID = 1;

        private TooManyItemsException() {
            super("too many items", null, false, false);
        }
    }

    /** The readings, as they go to Kafka. */
    public List<KeyedRecord> records() {
        return records;
    }

    /** The items that are none. */
    public List<Refusal> refusals() {
        return refusals;
    }

    @Override
    public @Nullable String problem(long time) {
        return limits.problem(time, received);
    }

    @Override
    public int mostItems() {
        return mostItems;
    }

    /** @throws TooManyItemsException if there are too many */
    @Override
    public void reading(int index, String sensor, long time, double value) {
        count();
        byte[] json = ReadingJson.bytes(new Reading(sensor, time, value));
        if (json.length > maxBytes) {
            refusals.add(new Refusal(
                    index, "a record of " + json.length + " bytes, and readings.max-bytes is " + maxBytes, json));
        } else {
            records.add(KeyedRecord.of(sensor, json));
        }
    }

    /** @throws TooManyItemsException if there are too many */
    @Override
    public void malformed(int index, String reason, byte[] bytes) {
        count();
        refusals.add(new Refusal(index, reason, bytes));
    }

    private void count() {
        if (records.size() + refusals.size() == mostItems) {
            throw new TooManyItemsException();
        }
    }
}
