// SPDX-License-Identifier: Apache-2.0
package io.foursigma.ingest;

import io.foursigma.schemas.settings.Settings;
import io.foursigma.schemas.settings.SettingsTable;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TimeoutException;

/** Records that Kafka did not acknowledge. The message says what, why and the cure; the cause is Kafka's own error. */
public final class PublishException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private PublishException(String message, Throwable cause) {
        super(message, cause);
    }

    /** Readings could not be published to the topic of the settings. */
    public static PublishException of(Settings settings, Throwable cause) {
        return of(settings.get(SettingsTable.READINGS_TOPIC), settings.get(SettingsTable.KAFKA_BOOTSTRAP), cause);
    }

    static PublishException of(String topic, String bootstrapServers, Throwable cause) {
        return new PublishException(
                "readings could not be published to the topic '" + topic + "' of Kafka at " + bootstrapServers + ": "
                        + cause.getMessage() + "; " + cure(cause),
                cause);
    }

    private static String cure(Throwable cause) {
        if (cause instanceof InterruptException) {
            return "the publishing thread was interrupted; publish again if this was not meant";
        }
        if (cause instanceof TimeoutException) {
            return "see that Kafka runs, that the topic exists and that kafka.bootstrap-servers is its address";
        }
        if (cause instanceof org.apache.kafka.common.errors.RecordTooLargeException) {
            return "raise the topic's max.message.bytes, or lower readings.max-bytes";
        }
        return "cure what Kafka reports, then publish again what was not acknowledged";
    }
}
