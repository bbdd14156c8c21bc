// SPDX-License-Identifier: Apache-2.0
package io.foursigma.ingest.spool;

/**
 * What a spool holds.
 *
 * @param entries entries that Kafka has not acknowledged
 * @param bytes bytes of the files
 * @param dropped entries that were dropped since the start, because the spool was full or the disk refused them
 * @param damaged entries that the disk has lost, found since the start
 */
public record SpoolDepth(long entries, long bytes, long dropped, long damaged) {}
