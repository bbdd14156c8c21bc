// SPDX-License-Identifier: Apache-2.0
package io.foursigma.stores.kafka;

import io.foursigma.schemas.PolicyChange;
import io.foursigma.schemas.settings.Settings;
import io.foursigma.schemas.settings.SettingsTable;
import io.foursigma.stores.PolicyLog;
import java.util.concurrent.CompletionStage;

/** Appends changes to the topic {@code policies}. A change's revision is its record's offset. */
public final class KafkaPolicyLog implements PolicyLog {

    private static final int MAX_RECORD_BYTES = 64 << 10;

    private final String topic;
    private final KafkaAppender appender;

    /** A log to the topic that is set. {@link KafkaTopics} has created it. Connects when it is first used. */
    public KafkaPolicyLog(Settings settings) {
        topic = settings.get(SettingsTable.POLICIES_TOPIC);
        appender = new KafkaAppender(settings, MAX_RECORD_BYTES);
    }

    @Override
    public CompletionStage<Long> append(PolicyChange change) {
        return appender.append(PolicyRecords.of(topic, change));
    }

    @Override
    public void close() {
        appender.close();
    }
}
