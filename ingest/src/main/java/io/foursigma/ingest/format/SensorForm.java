// SPDX-License-Identifier: Apache-2.0
package io.foursigma.ingest.format;

import com.fasterxml.jackson.core.JsonPointer;
import io.foursigma.schemas.settings.SettingsTable;

/** A form whose messages are of a sensor, or of a device, that is known from elsewhere. */
@FunctionalInterface
public interface SensorForm {

    /** The form of messages of this sensor. */
    PayloadFormat of(String sensor);

    /**
     * The form of this name in settings: {@code number}, {@code pointer} or {@code telemetry}; or one of
     * {@link PayloadFormat#named}, whose messages name their sensors themselves.
     *
     * @param name its name
     * @param value where the value stands in messages of the form {@code pointer}, as a JSON pointer
     * @param time where their time stands, or {@code off}
     */
    static SensorForm named(String name, String value, String time) {
        return switch (name) {
            case "number" -> NumberFormat::new;
            case "pointer" -> {
                JsonPointer toValue = JsonPointer.compile(value);
                JsonPointer toTime = time.equals(SettingsTable.OFF) ? null : JsonPointer.compile(time);
                yield sensor -> new PointerFormat(sensor, toValue, toTime);
            }
            case "telemetry" -> TelemetryFormat::new;
            default -> {
                PayloadFormat naming = PayloadFormat.named(name);
                yield sensor -> naming;
            }
        };
    }
}
