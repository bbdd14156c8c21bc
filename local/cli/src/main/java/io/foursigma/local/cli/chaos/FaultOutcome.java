// SPDX-License-Identifier: Apache-2.0
package io.foursigma.local.cli.chaos;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A fault and what came of it.
 *
 * @param fault the fault
 * @param overlapping whether it struck while the fault before it was not over
 * @param at when it struck
 * @param inFlight records that were published and not durable in all buckets when it struck
 * @param recovery from the strike until every partition was durable beyond what was its end at the strike; null if that
 *     did not come about in time
 * @param replays items that came again after they had been applied, from the strike to the next step; the first of two
 *     that overlap has those of both
 * @param workerBytes the most memory that a worker had in that time
 */
record FaultOutcome(
        Fault fault,
        boolean overlapping,
        Instant at,
        long inFlight,
        @Nullable Duration recovery,
        long replays,
        long workerBytes) {}
