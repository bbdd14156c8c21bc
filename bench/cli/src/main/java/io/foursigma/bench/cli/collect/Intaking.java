// SPDX-License-Identifier: Apache-2.0
package io.foursigma.bench.cli.collect;

/**
 * What a collector took in one round.
 *
 * @param form how the readings were sent
 * @param perSecond readings that were acknowledged per second
 * @param cpuPerMillion CPU-seconds of the collector's process per million readings
 * @param peakMib the most memory that its process had resident, MiB
 */
record Intaking(Form form, double perSecond, double cpuPerMillion, double peakMib) {}
