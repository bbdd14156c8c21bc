// SPDX-License-Identifier: Apache-2.0
package io.foursigma.dashboard;

import io.foursigma.schemas.Anomaly;
import java.time.Instant;
import java.util.List;

/** Anomalies as a table for people's spreadsheets, with the times in ISO-8601. */
final class AnomalyCsv {

    private static final List<String> HEADER = List.of(
            "id",
            "sensor",
            "time",
            "value",
            "sigmas",
            "baselineStart",
            "baselineEnd",
            "baselineCount",
            "baselineMean",
            "baselineStd",
            "ruleSigmas",
            "ruleMinCount",
            "ruleMinStd",
            "ruleVersion",
            "windowStart",
            "windowEnd",
            "received",
            "judged",
            "topicId",
            "partition",
            "offset",
            "index");

    private AnomalyCsv() {}

    /** A line of names, and one for each anomaly. */
    static byte[] of(List<Anomaly> anomalies) {
        Csv table = new Csv(HEADER);
        for (Anomaly anomaly : anomalies) {
            table.add(
                    anomaly.id(),
                    anomaly.sensor(),
                    Instant.ofEpochMilli(anomaly.time()),
                    anomaly.value(),
                    anomaly.sigmas(),
                    Instant.ofEpochMilli(anomaly.baseline().start()),
                    Instant.ofEpochMilli(anomaly.baseline().end()),
                    anomaly.baseline().count(),
                    anomaly.baseline().mean(),
                    anomaly.baseline().std(),
                    anomaly.rule().sigmas(),
                    anomaly.rule().minCount(),
                    anomaly.rule().minStd(),
                    anomaly.rule().version(),
                    Instant.ofEpochMilli(anomaly.windowStart()),
                    Instant.ofEpochMilli(anomaly.windowEnd()),
                    Instant.ofEpochMilli(anomaly.received()),
                    Instant.ofEpochMilli(anomaly.judged()),
                    anomaly.position().topicId(),
                    anomaly.position().partition(),
                    anomaly.position().offset(),
                    anomaly.position().index());
        }
        return table.bytes();
    }
}
