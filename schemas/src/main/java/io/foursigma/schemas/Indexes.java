// SPDX-License-Identifier: Apache-2.0
package io.foursigma.schemas;

import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;

/**
 * The names of Elasticsearch's indexes. The name follows from the event time, so a document that is sent again meets
 * its first copy.
 *
 * @param prefix what every name begins with
 * @param firstMonth documents with earlier event times share one archive index
 */
public record Indexes(String prefix, YearMonth firstMonth) {

    /** The index of an anomaly by its event time, {@code <prefix>-anomalies-YYYY.MM}. */
    public String anomalies(long time) {
        return prefix + "-anomalies-" + month(time);
    }

    /** The index of a window by its start, {@code <prefix>-windows-YYYY.MM}. */
    public String windows(long start) {
        return prefix + "-windows-" + month(start);
    }

    /** The one index of episodes: an episode's times may change, its index may not. */
    public String episodes() {
        return prefix + "-episodes";
    }

    /** A pattern over all indexes of anomalies. */
    public String allAnomalies() {
        return prefix + "-anomalies-*";
    }

    /** A pattern over all indexes of windows. */
    public String allWindows() {
        return prefix + "-windows-*";
    }

    private String month(long time) {
        YearMonth month = YearMonth.from(Instant.ofEpochMilli(time).atZone(ZoneOffset.UTC));
        return month.isBefore(firstMonth) ? "archive" : "%04d.%02d".formatted(month.getYear(), month.getMonthValue());
    }
}
