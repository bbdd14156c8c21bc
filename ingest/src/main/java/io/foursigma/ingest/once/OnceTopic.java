// SPDX-License-Identifier: Apache-2.0
package io.foursigma.ingest.once;

import io.foursigma.ingest.KafkaConfigs;
import io.foursigma.schemas.settings.Settings;
import io.foursigma.schemas.settings.SettingsTable;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TopicExistsException;

/** The topic of requests. */
final class OnceTopic {

    /** Its partitions; fixed, for a request has to find its mark again. */
    static final int PARTITIONS = 16;

    private static final Duration RETENTION = Duration.ofDays(1);

    private OnceTopic() {}

    /** Makes the topic if it is not there. @throws KafkaException if it cannot be made */
    static void ensure(Settings settings) {
        String topic = settings.get(SettingsTable.COLLECT_HTTP_REQUESTS_TOPIC);
        try (Admin admin = Admin.create(KafkaConfigs.admin(settings))) {
            NewTopic requests = new NewTopic(topic, Optional.of(PARTITIONS), Optional.empty())
                    .configs(Map.of(TopicConfig.RETENTION_MS_CONFIG, Long.toString(RETENTION.toMillis())));
            admin.createTopics(List.of(requests)).all().get();
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw new KafkaException("the topic '" + topic + "' cannot be created: " + e.getCause(), e);
            }
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }
}
