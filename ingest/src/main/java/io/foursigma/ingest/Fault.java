// SPDX-License-Identifier: Apache-2.0
package io.foursigma.ingest;

/**
 * A span in which a simulated sensor is wrong: the ground truth that detection is measured by.
 *
 * @param sensor the sensor's name
 * @param from the first event time of the fault, epoch milliseconds
 * @param to its end, exclusive
 * @param kind what is wrong
 */
public record Fault(String sensor, long from, long to, FaultKind kind) {}
