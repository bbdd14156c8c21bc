// SPDX-License-Identifier: Apache-2.0
package io.foursigma.stores;

import io.foursigma.schemas.DeadLetter;
import io.foursigma.schemas.Position;
import io.foursigma.schemas.RefusedDocument;

/** What lies in the topic of dead letters. */
public sealed interface KeptLetter {

    /** Where the reading lies that it is about. */
    Position position();

    /** When it was kept, epoch milliseconds. */
    long time();

    /** An item that is no reading. */
    record NoReading(DeadLetter letter, long time) implements KeptLetter {

        @Override
        public Position position() {
            return letter.position();
        }
    }

    /** A document that the index will never take. */
    record Refused(RefusedDocument document, long time) implements KeptLetter {

        @Override
        public Position position() {
            return document.cause();
        }
    }

    /**
     * The mark that a dead letter was replayed: its repaired readings were written in the same transaction.
     *
     * @param position the dead letter's position
     * @param value the readings as they were given, JSON
     * @param time when that was, epoch milliseconds
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Replayed(Position position, byte[] value, long time) implements KeptLetter {}
}
