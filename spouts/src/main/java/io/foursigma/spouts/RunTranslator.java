// SPDX-License-Identifier: Apache-2.0
package io.foursigma.spouts;

import io.foursigma.schemas.Run;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.storm.kafka.spout.RecordTranslator;
import org.apache.storm.tuple.Fields;
import org.apache.storm.tuple.Values;

/**
 * Makes a run of each record. A run is never null and never throws, whatever the bytes are: what is no reading is found
 * by {@code decode}.
 *
 * <p>The spout hands out a partition's records in order from the committed offset, so the first record that it ever
 * hands out tells where everything before was durable.
 */
final class RunTranslator implements RecordTranslator<byte[], byte[]> {

    private static final long serialVersionUID = 1;

    private final String topicId;
    private final Map<Integer, Long> firstOfSession = new HashMap<>();

    RunTranslator(String topicId) {
        this.topicId = topicId;
    }

    @Override
    public List<Object> apply(ConsumerRecord<byte[], byte[]> record) {
        long offset = record.offset();
        long committed = firstOfSession.computeIfAbsent(record.partition(), partition -> offset);
        List<Run.Item> records = new ArrayList<>(1);
        records.add(new Run.Item(offset, record.timestamp(), record.value()));
        return new Values(
                record.partition(), new Run(topicId, record.partition(), offset, offset + 1, committed, 0, records));
    }

    @Override
    public Fields getFieldsFor(String stream) {
        return ReadingsSpout.FIELDS;
    }

    @Override
    public List<String> streams() {
        return DEFAULT_STREAM;
    }
}
