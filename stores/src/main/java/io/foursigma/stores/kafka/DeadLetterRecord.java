// SPDX-License-Identifier: Apache-2.0
package io.foursigma.stores.kafka;

import io.foursigma.schemas.DeadLetter;
import io.foursigma.schemas.Position;
import io.foursigma.stores.StoreException;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;

/** A dead letter as a record: the bytes as they were, and what is known about them in the headers, as UTF-8 text. */
final class DeadLetterRecord {

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
        Position position = letter.position();
        String reason = letter.reason();
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(topic, utf8(position.id()), letter.bytes());
        record.headers()
                .add(REASON, utf8(reason.substring(0, Math.min(MAX_REASON_CHARACTERS, reason.length()))))
                .add(TOPIC_ID, utf8(position.topicId()))
                .add(PARTITION, utf8(Integer.toString(position.partition())))
                .add(OFFSET, utf8(Long.toString(position.offset())))
                .add(INDEX, utf8(Integer.toString(position.index())));
        return record;
    }

    /** The letter of a record. @throws StoreException if the record is none */
    static DeadLetter read(ConsumerRecord<byte[], byte[]> record) {
        try {
            Position position = new Position(
                    header(record, TOPIC_ID),
                    Integer.parseInt(header(record, PARTITION)),
                    Long.parseLong(header(record, OFFSET)),
                    Integer.parseInt(header(record, INDEX)));
            return new DeadLetter(position, header(record, REASON), record.value());
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
