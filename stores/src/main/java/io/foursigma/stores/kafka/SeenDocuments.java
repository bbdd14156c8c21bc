// SPDX-License-Identifier: Apache-2.0
package io.foursigma.stores.kafka;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;

/** A set of ids of documents that takes some hundred bytes per id: it keeps a hash of 128 bits, however long the id. */
final class SeenDocuments {

    private final Set<UUID> hashes = new HashSet<>();

    /** Adds an id; whether it was not there before. */
    boolean add(String id) {
        return hashes.add(UUID.nameUUIDFromBytes(id.getBytes(StandardCharsets.UTF_8)));
    }

    /** How many ids it holds. */
    int size() {
        return hashes.size();
    }
}
