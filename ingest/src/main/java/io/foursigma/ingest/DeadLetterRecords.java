// SPDX-License-Identifier: Apache-2.0
package io.foursigma.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.foursigma.schemas.DeadLetter;
import io.foursigma.schemas.DeadLetterHeaders;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Dead letters as records of their topic, which {@code docs/topics.md} describes. */
public final class DeadLetterRecords {

    private DeadLetterRecords() {}

    /** The record of a letter in a topic. */
    public static ProducerRecord<byte[], byte[]> of(String topic, DeadLetter letter) {
        ProducerRecord<byte[], byte[]> record =
                new ProducerRecord<>(topic, letter.position().id().getBytes(UTF_8), letter.bytes());
        DeadLetterHeaders.of(letter).forEach((name, text) -> record.headers().add(name, text.getBytes(UTF_8)));
        return record;
    }
}
