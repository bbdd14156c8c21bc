// SPDX-License-Identifier: Apache-2.0
package io.foursigma.ingest.spool;

/**
 * An entry of a spool.
 *
 * @param sequence its number, from 0; none is used twice
 * @param bytes what was appended
 */
@SuppressWarnings("ArrayRecordComponent") // entries are handed on, never compared
public record SpoolEntry(long sequence, byte[] bytes) {}
