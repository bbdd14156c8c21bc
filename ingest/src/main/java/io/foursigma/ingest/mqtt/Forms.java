// SPDX-License-Identifier: Apache-2.0
package io.foursigma.ingest.mqtt;

import static io.foursigma.schemas.settings.SettingsTable.COLLECT_MQTT_PAYLOAD;
import static io.foursigma.schemas.settings.SettingsTable.COLLECT_MQTT_SENSOR;
import static io.foursigma.schemas.settings.SettingsTable.COLLECT_MQTT_TIME;
import static io.foursigma.schemas.settings.SettingsTable.COLLECT_MQTT_VALUE;

import com.fasterxml.jackson.core.JsonPointer;
import io.foursigma.ingest.format.NumberFormat;
import io.foursigma.ingest.format.PayloadFormat;
import io.foursigma.ingest.format.PointerFormat;
import io.foursigma.ingest.format.TelemetryFormat;
import io.foursigma.schemas.settings.SensorTemplate;
import io.foursigma.schemas.settings.Settings;
import io.foursigma.schemas.settings.SettingsTable;
import org.jspecify.annotations.Nullable;

/** The form of messages, by their topic. */
@FunctionalInterface
interface Forms {

    /** The form of a topic's messages; null if the topic gives no sensor. */
    @Nullable
    PayloadFormat of(String topic);

    /** The forms of the settings. */
    static Forms of(Settings settings) {
        String payload = settings.get(COLLECT_MQTT_PAYLOAD);
        SensorTemplate template = settings.get(COLLECT_MQTT_SENSOR);
        JsonPointer value = JsonPointer.compile(settings.get(COLLECT_MQTT_VALUE));
        String timeText = settings.get(COLLECT_MQTT_TIME);
        JsonPointer time = timeText.equals(SettingsTable.OFF) ? null : JsonPointer.compile(timeText);
        return switch (payload) {
            case "number" -> named(template, NumberFormat::new);
            case "pointer" -> named(template, sensor -> new PointerFormat(sensor, value, time));
            case "telemetry" -> named(template, TelemetryFormat::new);
            default -> {
                PayloadFormat naming = PayloadFormat.named(payload);
                yield topic -> naming;
            }
        };
    }

    /** The form of messages of one sensor. */
    @FunctionalInterface
    interface OfSensor {
        PayloadFormat of(String sensor);
    }

    private static Forms named(SensorTemplate template, OfSensor form) {
        return topic -> {
            String sensor = template.sensor(topic);
            return sensor == null ? null : form.of(sensor);
        };
    }
}
