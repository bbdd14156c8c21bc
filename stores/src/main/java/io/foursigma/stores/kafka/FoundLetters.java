// SPDX-License-Identifier: Apache-2.0
package io.foursigma.stores.kafka;

import io.foursigma.stores.KeptLetter;
import io.foursigma.stores.KeptLetter.NoReading;
import io.foursigma.stores.KeptLetter.Refused;
import io.foursigma.stores.KeptLetter.Replayed;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * All that is kept of one position, each thing once.
 *
 * @param letter the item that is no reading
 * @param letterPartition the partition of the topic of dead letters that it lies in
 * @param refused the documents that its reading brought about and that the index refused
 * @param replayed the mark that the letter was replayed
 */
public record FoundLetters(
        Optional<NoReading> letter, OptionalInt letterPartition, List<Refused> refused, Optional<Replayed> replayed) {

    /** Copies the list. */
    public FoundLetters {
        refused = List.copyOf(refused);
    }

    /** Whether nothing is kept of the position. */
    public boolean isEmpty() {
        return letter.isEmpty() && refused.isEmpty();
    }

    /** Keeps the first copy of each thing. */
    static final class Collector {
        private final List<Refused> refused = new ArrayList<>();
        private final Set<String> documentIds = new HashSet<>();
        private @Nullable NoReading letter;
        private OptionalInt letterPartition = OptionalInt.empty();
        private @Nullable Replayed replayed;

        void add(int partition, KeptLetter kept) {
            if (kept instanceof NoReading one && letter == null) {
                letter = one;
                letterPartition = OptionalInt.of(partition);
            } else if (kept instanceof Refused one
                    && documentIds.add(one.document().id())) {
                refused.add(one);
            } else if (kept instanceof Replayed one && replayed == null) {
                replayed = one;
            }
        }

        FoundLetters found() {
            return new FoundLetters(
                    Optional.ofNullable(letter), letterPartition, refused, Optional.ofNullable(replayed));
        }
    }
}
