// SPDX-License-Identifier: Apache-2.0
package io.foursigma.stores.history;

/**
 * A number of an anomaly's document that does not come out of Kafka's readings.
 *
 * @param field where it stands in the document, such as {@code baseline.mean}
 * @param stored what stands there
 * @param recomputed what comes out
 */
public record Difference(String field, String stored, String recomputed) {}
