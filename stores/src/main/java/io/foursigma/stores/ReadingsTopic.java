// SPDX-License-Identifier: Apache-2.0
package io.foursigma.stores;

/**
 * The topic of readings as Kafka has it.
 *
 * @param id Kafka's id of it, which a topic that is made anew under the same name does not share
 * @param partitions number of partitions, at least 1
 */
public record ReadingsTopic(String id, int partitions) {}
