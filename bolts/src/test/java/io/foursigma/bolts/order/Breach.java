// SPDX-License-Identifier: Apache-2.0
package io.foursigma.bolts.order;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A rule of the protocol that a simulation leaves out, by its number in {@code docs/exactness.md}. */
enum Breach {
    NONE,
    R1_RUNS_ARE_CUT_ANEW,
    R2_GAPS_BELONG_TO_NO_RUN,
    R3_COMMIT_IS_TAKEN_LITERALLY,
    R4_START_IS_NOT_COMMITTED,
    R5_COPIES_CARRY_NO_COMMITTED_OFFSET,
    R6_EMPTY_SHARES_ARE_NOT_SENT,
    R7_BUCKET_BEGINS_AT_THE_FIRST_RUN_SEEN(Rule.BEGIN_AT_COMMITTED),
    R7_LOADED_ROWS_ARE_NOT_VERIFIED,
    R8_CLAIM_IS_READ_BEFORE_IT_IS_MADE,
    R9_STALE_MEMORY_STAYS(Rule.STALE_MEMORY_IS_DROPPED),
    R10_NAIVE_SKIP(Rule.KAFKAS_ORDER),
    R10_APPLIED_TWICE(Rule.TRIMMED),
    R11_EPOCH_ALONE,
    R12_NEWER_CONTENT_IS_SENT(Rule.IDENTICAL_SNAPSHOT),
    R13_LOST_BUCKET_STAYS(Rule.LOST_BUCKET_IS_DROPPED),
    R14_OUTPUTS_UNDER_THE_RUN(Rule.OUTPUTS_UNDER_THEIR_OFFSET),
    R14_CLAIM_LEAVES_OUTPUTS,
    R15_DUPLICATES_SEND_NOTHING(Rule.DUPLICATES_REPEAT),
    R16_SINK_TAKES_ALL,
    R17_PARKED_WITHOUT_BOUND(Rule.PARKED_ARE_BOUNDED),
    R18_ACKED_WHEN_APPLIED(Rule.ACKED_WHEN_DURABLE),
    R19_OUTPUTS_FORGOTTEN_WHEN_DURABLE(Rule.OUTPUTS_KEPT_UNTIL_COMMITTED),
    R21_DEAD_LETTERS_COUNTED_BY_DECODE;

    private final @Nullable Rule rule;

    Breach() {
        rule = null;
    }

    Breach(Rule rule) {
        this.rule = rule;
    }

    /** What the tasks keep. */
    Rules rules() {
        return rule == null ? Rules.ALL : new Rules(Set.of(rule));
    }
}
