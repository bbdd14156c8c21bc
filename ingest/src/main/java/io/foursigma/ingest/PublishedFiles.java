// SPDX-License-Identifier: Apache-2.0
package io.foursigma.ingest;

/**
 * What became of files: {@code lines} = lines published + {@code refused}. A published line is one record, or, if it is an
 * array of readings of several sensors, one record for each element.
 *
 * @param lines lines that are neither blank nor a header; a CSV row that spans several lines counts once
 * @param records records that Kafka acknowledged
 * @param refused lines that were too long
 */
public record PublishedFiles(long lines, long records, long refused) {}
