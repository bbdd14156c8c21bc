// SPDX-License-Identifier: Apache-2.0
package io.foursigma.stores.kafka;

import io.foursigma.schemas.Position;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;

/** A set of positions that takes a bit per offset where they lie close together, and some 200 bytes where they do not. */
final class SeenPositions {

    private static final int OFFSETS_PER_BLOCK = 1_024;

    private final Map<Block, BitSet> blocks = new HashMap<>();

    private record Block(String topicId, int partition, int index, long number) {}

    /** Adds a position; whether it was not there before. */
    boolean add(Position position) {
        BitSet offsets = blocks.computeIfAbsent(block(position), absent -> new BitSet());
        int bit = bit(position);
        boolean fresh = !offsets.get(bit);
        offsets.set(bit);
        return fresh;
    }

    boolean contains(Position position) {
        BitSet offsets = blocks.get(block(position));
        return offsets != null && offsets.get(bit(position));
    }

    private static Block block(Position position) {
        return new Block(
                position.topicId(), position.partition(), position.index(), position.offset() / OFFSETS_PER_BLOCK);
    }

    private static int bit(Position position) {
        return (int) (position.offset() % OFFSETS_PER_BLOCK);
    }
}
