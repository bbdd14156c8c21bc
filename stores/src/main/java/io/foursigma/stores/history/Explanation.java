// SPDX-License-Identifier: Apache-2.0
package io.foursigma.stores.history;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What came of recomputing an anomaly from Kafka's readings. */
public sealed interface Explanation {

    /** Every number of the document comes out of the readings, to the last bit. */
    record Agrees(Evidence evidence) implements Explanation {}

    /**
     * Some numbers of the document do not come out of the readings.
     *
     * @param differences at least one
     * @param evidence what came out; null if the record holds another sensor's reading, or none that is accepted
     */
    record Differs(List<Difference> differences, @Nullable Evidence evidence) implements Explanation {}

    /** Kafka no longer has what the verdict was made of; {@code why} says what is missing. */
    record Gone(String why) implements Explanation {}

    /**
     * It was not found out.
     *
     * @param why what stood in the way, and how far it came
     * @param reachedOffset the first offset that was read
     */
    record Unfinished(String why, long reachedOffset) implements Explanation {}
}
