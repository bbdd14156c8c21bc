// SPDX-License-Identifier: Apache-2.0
package io.foursigma.stores.kafka;

import io.foursigma.schemas.DeadLetter;
import io.foursigma.schemas.Position;
import io.foursigma.schemas.RefusedDocument;
import io.foursigma.stores.KeptLetter;
import io.foursigma.stores.StoreException;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/**
 * What is kept in the topic of dead letters, as a record: the bytes as they were, and what is known about them in the
 * headers, as UTF-8 text. The key is the position, so all that is kept of a position lies in one partition.
 */
final class DeadLetterRecord {

    private static final String KIND = "kind";
    private static final String NO_READING = "dead-letter";
    private static final String REFUSED = "refused-document";
    private static final String REPLAYED = "replayed";
    private static final String DOCUMENT_ID = "document-id";
    private static final String REASON = "reason";
    private static final String TOPIC_ID = "topic-id";
    private static final String PARTITION = "partition";
    private static final String OFFSET = "offset";
    private static final String INDEX = "index";
    /** Keeps the headers within what the topic allows beyond the largest reading, in any script. */
    private static final int MAX_REASON_CHARACTERS = 4_000;

    private DeadLetterRecord() {}

    /** The record of a letter. A reason that is overlong is cut. */
    static ProducerRecord<byte[], byte[]> of(String topic, DeadLetter letter) {
        return withReason(record(topic, null, NO_READING, letter.position(), letter.bytes()), letter.reason());
    }

    /** The record of a refused document. A reason that is overlong is cut. */
    static ProducerRecord<byte[], byte[]> of(String topic, RefusedDocument document) {
        ProducerRecord<byte[], byte[]> record =
                withReason(record(topic, null, REFUSED, document.cause(), document.json()), document.reason());
        record.headers().add(DOCUMENT_ID, utf8(document.id()));
        return record;
    }

    /**
     * The mark that a letter was replayed.
     *
     * @param topic the topic of dead letters
     * @param partition its partition that the letter lies in
     * @param position the letter's position
     * @param value the repaired readings, JSON
     */
    static ProducerRecord<byte[], byte[]> mark(String topic, int partition, Position position, byte[] value) {
        return record(topic, partition, REPLAYED, position, value);
    }

    private static ProducerRecord<byte[], byte[]> record(
            String topic, @Nullable Integer partition, String kind, Position position, byte[] value) {
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(topic, partition, utf8(position.id()), value);
        record.headers()
                .add(KIND, utf8(kind))
                .add(TOPIC_ID, utf8(position.topicId()))
                .add(PARTITION, utf8(Integer.toString(position.partition())))
                .add(OFFSET, utf8(Long.toString(position.offset())))
                .add(INDEX, utf8(Integer.toString(position.index())));
        return record;
    }

    private static ProducerRecord<byte[], byte[]> withReason(ProducerRecord<byte[], byte[]> record, String reason) {
        record.headers().add(REASON, utf8(reason.substring(0, Math.min(MAX_REASON_CHARACTERS, reason.length()))));
        return record;
    }

    /** What a record stands for. @throws StoreException if it stands for nothing */
    static KeptLetter read(ConsumerRecord<byte[], byte[]> record) {
        try {
            Position position = new Position(
                    header(record, TOPIC_ID),
                    Integer.parseInt(header(record, PARTITION)),
                    Long.parseLong(header(record, OFFSET)),
                    Integer.parseInt(header(record, INDEX)));
            String kind = header(record, KIND);
            return switch (kind) {
                case NO_READING ->
                    new KeptLetter.NoReading(
                            new DeadLetter(position, header(record, REASON), record.value()), record.timestamp());
                case REFUSED ->
                    new KeptLetter.Refused(
                            new RefusedDocument(
                                    position, header(record, DOCUMENT_ID), header(record, REASON), record.value()),
                            record.timestamp());
                case REPLAYED -> new KeptLetter.Replayed(position, record.value(), record.timestamp());
                default -> throw new IllegalArgumentException("it is of an unknown kind '" + kind + "'");
            };
        } catch (IllegalArgumentException e) {
            throw new StoreException(
                    "the record at offset " + record.offset() + " of " + record.topic() + '-' + record.partition()
                            + " is no dead letter: " + e.getMessage()
                            + "; only Foursigma may write to this topic",
                    e);
        }
    }

    private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
        Header header = record.headers().lastHeader(name);
        if (header == null) {
            throw new IllegalArgumentException("it has no header '" + name + "'");
        }
        return new String(header.value(), StandardCharsets.UTF_8);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
