// SPDX-License-Identifier: Apache-2.0
package io.foursigma.local.cli.whatif;

import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;

/**
 * A replay that is through.
 *
 * @param source where the readings came from, in words
 * @param asked what was asked
 * @param inForce which of the variants asked for is that of the settings in force, if any is
 * @param counts what was read, of all sensors and all times
 * @param findings what came of it
 * @param took how long it took
 * @param notes what has to be known to read the figures rightly
 */
record Replayed(
        String source,
        Asked asked,
        OptionalInt inForce,
        Decoding.Counts counts,
        Findings findings,
        Duration took,
        List<String> notes) {

    Replayed {
        notes = List.copyOf(notes);
    }

    /** The same with notes. */
    Replayed with(List<String> newNotes) {
        return new Replayed(source, asked, inForce, counts, findings, took, newNotes);
    }

    /** Whether a total is that of the settings in force. */
    boolean isInForce(Total total) {
        return inForce.isPresent() && findings.totals().get(inForce.getAsInt()) == total;
    }
}
