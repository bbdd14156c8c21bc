// SPDX-License-Identifier: Apache-2.0
package io.foursigma.bench.flink;

/**
 * A reading that lies too far from its sensor's previous window, on its way to the sink.
 *
 * @param sensor the sensor's name
 * @param document what the topic of anomalies holds of it
 */
public record Anomaly(String sensor, String document) {}
