// SPDX-License-Identifier: Apache-2.0
package io.foursigma.stores.history;

/**
 * A sensor's reading as Kafka holds it.
 *
 * @param time event time, epoch milliseconds
 * @param value the value
 * @param partition its partition
 * @param offset the offset of its record
 * @param index its place in the record's array, from 0; 0 if the record is no array
 * @param received the timestamp of its record, epoch milliseconds
 */
public record RawReading(long time, double value, int partition, long offset, int index, long received) {}
