// SPDX-License-Identifier: Apache-2.0
package io.foursigma.stores.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.foursigma.schemas.Policy;
import io.foursigma.schemas.PolicyChange;
import io.foursigma.schemas.PolicyKey;
import io.foursigma.schemas.json.Json;
import io.foursigma.schemas.json.PolicyJson;
import java.io.IOException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Changes of policies as records: the key is what the policy is about, and a record without a value removes it. */
final class PolicyRecords {

    /** The one partition that is written and read: one partition has one order. */
    static final int PARTITION = 0;

    private PolicyRecords() {}

    static ProducerRecord<byte[], byte[]> of(String topic, PolicyChange change) {
        Policy policy = change.policy();
        byte[] value = policy == null ? null : Json.bytes(out -> PolicyJson.write(out, policy));
        return new ProducerRecord<>(topic, PARTITION, change.key().text().getBytes(UTF_8), value);
    }

    /** The change that a record is. @throws IOException if it is none */
    static PolicyChange read(ConsumerRecord<byte[], byte[]> record) throws IOException {
        if (record.key() == null) {
            throw new IOException("it has no key");
        }
        try {
            PolicyKey key = PolicyKey.parse(new String(record.key(), UTF_8));
            return record.value() == null
                    ? PolicyChange.removal(key)
                    : new PolicyChange(key, PolicyJson.read(record.value()));
        } catch (IllegalArgumentException outOfRange) {
            throw new IOException(outOfRange.getMessage(), outOfRange);
        }
    }
}
