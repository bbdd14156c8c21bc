// SPDX-License-Identifier: Apache-2.0
package io.foursigma.stores.kafka;

import io.foursigma.schemas.LedgerReport.RefusedDocuments;
import io.foursigma.schemas.settings.Settings;
import io.foursigma.schemas.settings.SettingsTable;
import io.foursigma.stores.KeptLetter.Refused;
import io.foursigma.stores.RefusedDocumentCount;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/**
 * Counts the refused documents that the topic of dead letters holds: reads all of it once, and from then on what is new.
 * It tells {@value #MOST} apart, which takes some ten megabytes at most; what comes beyond is not counted.
 */
public final class KafkaRefusedDocumentCount implements RefusedDocumentCount {

    private static final int MOST = 100_000;
    private static final Duration POLL = Duration.ofMillis(200);

    private final Settings settings;
    private final KafkaConsumer<byte[], byte[]> kafka;
    private final SeenDocuments seen = new SeenDocuments();

    /** A count that has read nothing yet. Connects in the background. */
    public KafkaRefusedDocumentCount(Settings settings) {
        this.settings = settings;
        this.kafka = DeadLetterScan.consumer(settings);
    }

    @Override
    public synchronized RefusedDocuments update() {
        try {
            assignAll();
            Map<TopicPartition, Long> ends = kafka.endOffsets(kafka.assignment());
            while (seen.size() < MOST
                    && ends.entrySet().stream().anyMatch(end -> kafka.position(end.getKey()) < end.getValue())) {
                for (ConsumerRecord<byte[], byte[]> record : kafka.poll(POLL)) {
                    if (seen.size() < MOST && DeadLetterRecord.read(record) instanceof Refused one) {
                        seen.add(one.document().id());
                    }
                }
            }
            return new RefusedDocuments(seen.size(), seen.size() == MOST);
        } catch (KafkaException e) {
            throw DeadLetterScan.unanswered(settings, e);
        }
    }

    /** Begins with what is new in every partition, those included that were added meanwhile. */
    private void assignAll() {
        Set<TopicPartition> all = kafka.partitionsFor(settings.get(SettingsTable.DEAD_LETTERS_TOPIC)).stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .collect(Collectors.toSet());
        List<TopicPartition> added = all.stream()
                .filter(partition -> !kafka.assignment().contains(partition))
                .toList();
        if (!added.isEmpty()) {
            kafka.assign(all); // keeps the positions of those that were assigned before
            kafka.seekToBeginning(added);
        }
    }

    @Override
    public synchronized void close() {
        kafka.close();
    }
}
