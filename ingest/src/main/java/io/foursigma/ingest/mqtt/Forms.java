// SPDX-License-Identifier: Apache-2.0
package io.foursigma.ingest.mqtt;

import static io.foursigma.schemas.settings.SettingsTable.COLLECT_MQTT_PAYLOAD;
import static io.foursigma.schemas.settings.SettingsTable.COLLECT_MQTT_SENSOR;
import static io.foursigma.schemas.settings.SettingsTable.COLLECT_MQTT_TIME;
import static io.foursigma.schemas.settings.SettingsTable.COLLECT_MQTT_VALUE;

import io.foursigma.ingest.format.PayloadFormat;
import io.foursigma.ingest.format.SensorForm;
import io.foursigma.schemas.settings.SensorTemplate;
import io.foursigma.schemas.settings.Settings;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The form of messages, by their topic. */
@FunctionalInterface
interface Forms {

    /** Messages of these name their sensors themselves. */
    Set<String> NAMING = Set.of("json", "senml");

    /** The form of a topic's messages; null if the topic gives no sensor. */
    @Nullable
    PayloadFormat of(String topic);

    /** The forms of the settings. */
    static Forms of(Settings settings) {
        String payload = settings.get(COLLECT_MQTT_PAYLOAD);
        SensorForm form = SensorForm.named(payload, settings.get(COLLECT_MQTT_VALUE), settings.get(COLLECT_MQTT_TIME));
        if (NAMING.contains(payload)) {
            PayloadFormat naming = form.of("");
            return topic -> naming;
        }
        return named(settings.get(COLLECT_MQTT_SENSOR), form);
    }

    private static Forms named(SensorTemplate template, SensorForm form) {
        return topic -> {
            String sensor = template.sensor(topic);
            return sensor == null ? null : form.of(sensor);
        };
    }
}
