// SPDX-License-Identifier: Apache-2.0
package io.foursigma.stores.redis;

import io.foursigma.schemas.Anomaly;
import io.foursigma.schemas.LatestSensor;
import io.foursigma.schemas.json.Json;
import io.foursigma.schemas.json.LiveMessageJson;
import io.foursigma.schemas.json.LiveMessageJson.LiveMessage;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Announcements of bounded size: the channel's subscribers have buffers that Redis bounds, too. */
final class LiveMessages {

    private LiveMessages() {}

    /**
     * The announcements of an update as JSON: one, or as many as are needed to keep each within {@code maxBytes}. What
     * cannot be split further goes whole.
     */
    static List<byte[]> of(Collection<LatestSensor> sensors, List<Anomaly> anomalies, int maxBytes) {
        List<byte[]> messages = new ArrayList<>();
        if (!sensors.isEmpty() || !anomalies.isEmpty()) {
            split(List.copyOf(sensors), anomalies, maxBytes, messages);
        }
        return messages;
    }

    private static void split(
            List<LatestSensor> sensors, List<Anomaly> anomalies, int maxBytes, List<byte[]> messages) {
        byte[] message = Json.bytes(out -> LiveMessageJson.write(out, new LiveMessage(sensors, anomalies)));
        if (message.length <= maxBytes || sensors.size() + anomalies.size() == 1) {
            messages.add(message);
        } else if (anomalies.isEmpty() || sensors.size() > 1) {
            int half = sensors.size() / 2;
            split(sensors.subList(0, half), List.of(), maxBytes, messages);
            split(sensors.subList(half, sensors.size()), anomalies, maxBytes, messages);
        } else {
            int half = (anomalies.size() + 1) / 2;
            split(sensors, anomalies.subList(0, sensors.isEmpty() ? half : 0), maxBytes, messages);
            split(List.of(), anomalies.subList(sensors.isEmpty() ? half : 0, anomalies.size()), maxBytes, messages);
        }
    }
}
