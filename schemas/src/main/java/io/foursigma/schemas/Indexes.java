// SPDX-License-Identifier: Apache-2.0
package io.foursigma.schemas;

import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The names of Elasticsearch's indexes. The name follows from the event time, so a document that is sent again meets
 * its first copy.
 *
 * @param prefix what every name begins with
 * @param firstMonth documents with earlier event times share one archive index
 */
public record Indexes(String prefix, YearMonth firstMonth) {

    private static final String ARCHIVE = "archive";
    private static final DateTimeFormatter MONTH = DateTimeFormatter.ofPattern("uuuu.MM");
    private static final Pattern NAME =
            Pattern.compile("(?:anomalies|windows|ledger)-(archive|\\d{4}\\.(?:0[1-9]|1[0-2]))");

    /** The index of an anomaly by its event time, {@code <prefix>-anomalies-YYYY.MM}. */
    public String anomalies(long time) {
        return prefix + "-anomalies-" + month(time);
    }

    /** The index of a window by its start, {@code <prefix>-windows-YYYY.MM}. */
    public String windows(long start) {
        return prefix + "-windows-" + month(start);
    }

    /** The index of a snapshot of the ledger by its time, {@code <prefix>-ledger-YYYY.MM}. */
    public String ledger(long time) {
        return prefix + "-ledger-" + month(time);
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

    /** A pattern over all indexes of the ledger's snapshots. */
    public String allLedger() {
        return prefix + "-ledger-*";
    }

    /** A pattern over all of these indexes; others may match it too. */
    public String all() {
        return prefix + "-*";
    }

    /** The month of an index of ours; empty for the archive, and for every other index. */
    public Optional<YearMonth> month(String index) {
        return suffix(index).filter(suffix -> !suffix.equals(ARCHIVE)).map(suffix -> YearMonth.parse(suffix, MONTH));
    }

    /** Whether an index is one of ours that hold what is older than the first month. */
    public boolean isArchive(String index) {
        return suffix(index).filter(ARCHIVE::equals).isPresent();
    }

    /** What the name of an index of ours ends with. */
    private Optional<String> suffix(String index) {
        Matcher name = NAME.matcher(index.startsWith(prefix + '-') ? index.substring(prefix.length() + 1) : "");
        return name.matches() ? Optional.of(name.group(1)) : Optional.empty();
    }

    private String month(long time) {
        YearMonth month = YearMonth.from(Instant.ofEpochMilli(time).atZone(ZoneOffset.UTC));
        return month.isBefore(firstMonth) ? ARCHIVE : MONTH.format(month);
    }
}
