// SPDX-License-Identifier: Apache-2.0
package io.foursigma.stores.cassandra;

import java.util.ArrayList;
import java.util.List;

/**
 * What a type or a table is made of, in a form that a CQL file and Cassandra's own tables can be compared in.
 *
 * @param what the kind and the name, such as {@code table sensor_stats}
 * @param parts the fields of a type in order, or the columns of a table by name, each with its type and its place, such
 *     as {@code bucket int partition_key 0}, {@code epoch bigint static}, {@code states blob}
 */
record CqlShape(String what, List<String> parts) {

    CqlShape {
        parts = List.copyOf(parts);
    }

    /** A type as Cassandra writes it, whatever the white space. */
    static String type(String text) {
        return text.replaceAll("\\s+", "");
    }

    /** What another shape lacks, has too much, or has in another order, in words; empty if it is the same. */
    List<String> differences(CqlShape other) {
        List<String> differences = new ArrayList<>();
        for (String part : parts) {
            if (!other.parts.contains(part)) {
                differences.add(what + " lacks '" + part + "'");
            }
        }
        for (String part : other.parts) {
            if (!parts.contains(part)) {
                differences.add(what + " has '" + part + "'");
            }
        }
        if (differences.isEmpty() && !parts.equals(other.parts)) {
            differences.add(what + " has its fields in the order " + other.parts);
        }
        return differences;
    }
}
