// SPDX-License-Identifier: Apache-2.0
package io.foursigma.stores.kafka;

import io.foursigma.schemas.DeadLetter;
import io.foursigma.schemas.DeadLetterHeaders;
import io.foursigma.schemas.Position;
import io.foursigma.schemas.RefusedDocument;
import io.foursigma.stores.KeptLetter;
import io.foursigma.stores.StoreException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/**
 * What is kept in the topic of dead letters, as a record: the bytes as they were, and what is known about them in the
 * headers, as UTF-8 text. The key is the position, so all that is kept of a position lies in one partition.
 */
final class DeadLetterRecord {

    private static final String REFUSED = "refused-document";
    private static final String REPLAYED = "replayed";
    private static final String DOCUMENT_ID = "document-id";

    private DeadLetterRecord() {}

    /** The record of a letter. A reason that is overlong is cut. */
    static ProducerRecord<byte[], byte[]> of(String topic, DeadLetter letter) {
        return record(topic, null, letter.position(), letter.bytes(), DeadLetterHeaders.of(letter));
    }

    /** The record of a refused document. A reason that is overlong is cut. */
    static ProducerRecord<byte[], byte[]> of(String topic, RefusedDocument document) {
        Map<String, String> headers = DeadLetterHeaders.of(REFUSED, document.cause(), document.reason());
        headers.put(DOCUMENT_ID, document.id());
        return record(topic, null, document.cause(), document.json(), headers);
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
        return record(topic, partition, position, value, DeadLetterHeaders.of(REPLAYED, position));
    }

    private static ProducerRecord<byte[], byte[]> record(
            String topic, @Nullable Integer partition, Position position, byte[] value, Map<String, String> headers) {
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(topic, partition, utf8(position.id()), value);
        headers.forEach((name, text) -> record.headers().add(name, utf8(text)));
        return record;
    }

    /** What a record stands for. @throws StoreException if it stands for nothing */
    static KeptLetter read(ConsumerRecord<byte[], byte[]> record) {
        try {
            Position position = new Position(
                    header(record, DeadLetterHeaders.TOPIC_ID),
                    Integer.parseInt(header(record, DeadLetterHeaders.PARTITION)),
                    Long.parseLong(header(record, DeadLetterHeaders.OFFSET)),
                    Integer.parseInt(header(record, DeadLetterHeaders.INDEX)));
            String kind = header(record, DeadLetterHeaders.KIND);
            return switch (kind) {
                case DeadLetterHeaders.NO_READING ->
                    new KeptLetter.NoReading(
                            new DeadLetter(position, header(record, DeadLetterHeaders.REASON), record.value()),
                            record.timestamp());
                case REFUSED ->
                    new KeptLetter.Refused(
                            new RefusedDocument(
                                    position,
                                    header(record, DOCUMENT_ID),
                                    header(record, DeadLetterHeaders.REASON),
                                    record.value()),
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
