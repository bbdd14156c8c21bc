// SPDX-License-Identifier: Apache-2.0
package io.foursigma.local.cli.topics;

import io.foursigma.schemas.Anomaly;
import io.foursigma.schemas.SensorStats;
import io.foursigma.schemas.json.AnomalyJson;
import io.foursigma.schemas.json.JsonFields;
import io.foursigma.schemas.json.SensorStatsJson;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Results as people read them. */
final class ResultText {

    private ResultText() {}

    /** What a record tells of its key, the sensor. Empty where it is no result, or of a type that is not known. */
    static Optional<String> of(byte @Nullable [] record) {
        if (record == null) {
            return Optional.empty();
        }
        try {
            JsonFields fields = JsonFields.read(record);
            return switch (fields.text("type")) {
                case "stats" -> Optional.of(text(SensorStatsJson.read(fields)));
                case "anomaly" -> Optional.of(text(AnomalyJson.read(fields)));
                default -> Optional.empty();
            };
        } catch (IOException | IllegalArgumentException | ArithmeticException noResult) {
            return Optional.empty();
        }
    }

    private static String text(SensorStats stats) {
        return "stats  count %d, mean %s, std %s, min %s, max %s, last %s at %s"
                .formatted(
                        stats.count(),
                        stats.mean(),
                        stats.std(),
                        stats.min(),
                        stats.max(),
                        stats.lastValue(),
                        ReadingText.time(stats.lastTime()));
    }

    private static String text(Anomaly anomaly) {
        return "anomaly  %s at %s, baseline mean %s, std %s, count %d"
                .formatted(
                        anomaly.value(),
                        ReadingText.time(anomaly.time()),
                        anomaly.baseline().mean(),
                        anomaly.baseline().std(),
                        anomaly.baseline().count());
    }
}
