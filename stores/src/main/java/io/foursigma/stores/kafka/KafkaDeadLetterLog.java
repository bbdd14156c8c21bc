// SPDX-License-Identifier: Apache-2.0
package io.foursigma.stores.kafka;

import io.foursigma.schemas.DeadLetter;
import io.foursigma.schemas.RefusedDocument;
import io.foursigma.schemas.settings.Settings;
import io.foursigma.schemas.settings.SettingsTable;
import io.foursigma.stores.DeadLetterLog;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** Appends dead letters to the topic of dead letters, keyed by position. */
public final class KafkaDeadLetterLog implements DeadLetterLog {

    private final String topic;
    private final KafkaAppender appender;

    /** A log to the topic that is set. {@link KafkaTopics} has created it. */
    public KafkaDeadLetterLog(Settings settings) {
        topic = settings.get(SettingsTable.DEAD_LETTERS_TOPIC);
        appender = new KafkaAppender(settings, KafkaLimits.of(settings).deadLettersBytes());
    }

    @Override
    public CompletionStage<Void> append(List<DeadLetter> letters) {
        return appender.append(letters.stream()
                .map(letter -> DeadLetterRecord.of(topic, letter))
                .toList());
    }

    @Override
    public CompletionStage<Void> appendRefused(List<RefusedDocument> documents) {
        return appender.append(documents.stream()
                .map(document -> DeadLetterRecord.of(topic, document))
                .toList());
    }

    @Override
    public void close() {
        appender.close();
    }
}
