// SPDX-License-Identifier: Apache-2.0
package io.foursigma.ingest.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.foursigma.ingest.KeyedRecord;
import io.foursigma.ingest.MessageItems;
import io.foursigma.ingest.format.PayloadFormat;
import io.foursigma.schemas.DeadLetter;
import io.foursigma.schemas.DeadLetterHeaders;
import io.foursigma.schemas.Position;
import io.foursigma.schemas.settings.Settings;
import io.foursigma.schemas.settings.SettingsTable;
import io.foursigma.schemas.settings.TimeLimits;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;

/** What becomes of records in another form: records of the topic of readings, and dead letters for what is none. */
final class ForeignRecord {

    private final PayloadFormat format;
    private final TimeLimits limits;
    private final String readings;
    private final String deadLetters;
    private final int maxBytes;

    ForeignRecord(Settings settings, PayloadFormat format) {
        this.format = format;
        this.limits = TimeLimits.of(settings);
        this.readings = settings.get(SettingsTable.READINGS_TOPIC);
        this.deadLetters = settings.get(SettingsTable.DEAD_LETTERS_TOPIC);
        this.maxBytes = settings.get(SettingsTable.READINGS_MAX_BYTES);
    }

    /**
     * What a record becomes.
     *
     * @param readings how many readings
     * @param refused how many dead letters
     * @param records all of them, for Kafka
     */
    record Taken(int readings, int refused, List<ProducerRecord<byte[], byte[]>> records) {}

    /**
     * Takes a record.
     *
     * @param record the record; relative times in it count from its timestamp
     * @param topicId the id of its topic, part of the position of dead letters
     * @param now epoch milliseconds, what times may not lie too far ahead of
     */
    Taken take(ConsumerRecord<byte[], byte[]> record, String topicId, long now) {
        MessageItems items = new MessageItems(limits, now, Integer.MAX_VALUE, maxBytes);
        byte[] value = record.value();
        if (value == null) {
            items.malformed(0, "the record has no value", new byte[0]);
        } else {
            format.read(value, record.timestamp(), items);
        }
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
        for (KeyedRecord reading : items.records()) {
            records.add(new ProducerRecord<>(readings, reading.key(), reading.value()));
        }
        for (MessageItems.Refusal refusal : items.refusals()) {
            Position position = new Position(topicId, record.partition(), record.offset(), refusal.index());
            records.add(deadLetter(letter(position, refusal)));
        }
        return new Taken(items.records().size(), items.refusals().size(), records);
    }

    /** The topic of dead letters takes no more than the largest reading. */
    private DeadLetter letter(Position position, MessageItems.Refusal refusal) {
        byte[] bytes = refusal.bytes();
        return bytes.length <= maxBytes
                ? new DeadLetter(position, refusal.reason(), bytes)
                : new DeadLetter(
                        position,
                        "of " + bytes.length + " bytes the first " + maxBytes + " are kept: " + refusal.reason(),
                        Arrays.copyOf(bytes, maxBytes));
    }

    private ProducerRecord<byte[], byte[]> deadLetter(DeadLetter letter) {
        ProducerRecord<byte[], byte[]> record =
                new ProducerRecord<>(deadLetters, letter.position().id().getBytes(UTF_8), letter.bytes());
        DeadLetterHeaders.of(letter).forEach((name, text) -> record.headers().add(name, text.getBytes(UTF_8)));
        return record;
    }
}
