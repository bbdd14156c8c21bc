// SPDX-License-Identifier: Apache-2.0
package io.foursigma.dashboard;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.foursigma.schemas.Anomaly;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Anomalies as a table for people's spreadsheets: RFC 4180, in UTF-8, with the times in ISO-8601. */
final class AnomalyCsv {

    static final String MEDIA_TYPE = "text/csv;charset=utf-8;header=present";

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
        StringBuilder text = new StringBuilder();
        append(text, HEADER.toArray());
        for (Anomaly anomaly : anomalies) {
            append(
                    text,
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
                    Instant.ofEpochMilli(anomaly.windowStart()),
                    Instant.ofEpochMilli(anomaly.windowEnd()),
                    Instant.ofEpochMilli(anomaly.received()),
                    Instant.ofEpochMilli(anomaly.judged()),
                    anomaly.position().topicId(),
                    anomaly.position().partition(),
                    anomaly.position().offset(),
                    anomaly.position().index());
        }
        return text.toString().getBytes(UTF_8);
    }

    private static void append(StringBuilder text, @Nullable Object... fields) {
        for (int i = 0; i < fields.length; i++) {
            text.append(i == 0 ? "" : ",").append(quoted(fields[i] == null ? "" : String.valueOf(fields[i])));
        }
        text.append("\r\n");
    }

    private static String quoted(String field) {
        boolean isPlain = field.chars().noneMatch(character -> ",\"\r\n".indexOf(character) >= 0);
        return isPlain ? field : '"' + field.replace("\"", "\"\"") + '"';
    }
}
