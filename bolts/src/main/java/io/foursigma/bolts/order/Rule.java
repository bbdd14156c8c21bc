// SPDX-License-Identifier: Apache-2.0
package io.foursigma.bolts.order;

/**
 * The rules of the protocol that a task keeps by itself, with their numbers in {@code docs/exactness.md} and what
 * happens without each. The others are kept by the spout, {@code decode}, the store and the sinks.
 */
public enum Rule {
    /** 7. A bucket without state of a partition begins at the run's committed offset. Else runs before are lost. */
    BEGIN_AT_COMMITTED,
    /** 9. A bucket that stands before the committed offset is read anew. Else it waits for ever. */
    STALE_MEMORY_IS_DROPPED,
    /** 10. A run that comes too early waits. Else the runs before it are skipped, or applied in another order. */
    KAFKAS_ORDER,
    /** 10. What was applied is not applied again. Else it counts twice. */
    TRIMMED,
    /** 12. After an unknown outcome the same snapshot is sent. Else the older one is taken for it. */
    IDENTICAL_SNAPSHOT,
    /** 13. A bucket whose epoch is lost is dropped, and what waits for it fails. Else readings are lost with it. */
    LOST_BUCKET_IS_DROPPED,
    /** 14. Outputs are stored under their reading's offset. Else runs that are cut anew miss them. */
    OUTPUTS_UNDER_THEIR_OFFSET,
    /** 15. A copy of a run brings about the same as the first. Else what a sink lost stays lost. */
    DUPLICATES_REPEAT,
    /** 17. One parked copy per start, and a bound. Else copies that have timed out pile up. */
    PARKED_ARE_BOUNDED,
    /** 18. A share is acked when every bucket of the task is durable up to its end. Else a crash loses it. */
    ACKED_WHEN_DURABLE,
    /** 19. Stored outputs are kept until the group has passed them. Else a sink's loss stays. */
    OUTPUTS_KEPT_UNTIL_COMMITTED
}
