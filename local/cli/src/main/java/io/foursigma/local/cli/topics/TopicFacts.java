// SPDX-License-Identifier: Apache-2.0
package io.foursigma.local.cli.topics;

import io.foursigma.stores.ReadingOffsets.Span;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A topic as Kafka has it.
 *
 * @param name what Kafka calls it
 * @param id Kafka's id of it
 * @param partitions its partitions, in their order
 */
record TopicFacts(String name, String id, List<Partition> partitions) {

    /** How many offsets lie between the begins and the ends; empty where a partition has no leader to tell. */
    OptionalLong records() {
        return partitions.stream().anyMatch(partition -> partition.offsets().isEmpty())
                ? OptionalLong.empty()
                : OptionalLong.of(partitions.stream()
                        .flatMap(partition -> partition.offsets().stream())
                        .mapToLong(offsets -> offsets.end() - offsets.start())
                        .sum());
    }

    /** The copies of the partition that has the fewest. */
    int replicas() {
        return partitions.stream()
                .mapToInt(partition -> partition.replicas().size())
                .min()
                .orElse(0);
    }

    /**
     * A partition.
     *
     * @param number its number
     * @param leader the broker that leads it, -1 if none does
     * @param replicas the brokers that have a copy
     * @param inSync those of them whose copy is complete
     * @param offsets what it holds, records of open transactions included; empty without a leader
     */
    record Partition(int number, int leader, List<Integer> replicas, List<Integer> inSync, Optional<Span> offsets) {}
}
