// SPDX-License-Identifier: Apache-2.0
package io.foursigma.schemas;

import org.jspecify.annotations.Nullable;

/**
 * From where on a value is worth a warning or an alarm. A limit belongs to what it warns of: a value that equals
 * {@code warnHigh} is a warning. Each of the four may be absent; {@code alarmLow <= warnLow < warnHigh <= alarmHigh} holds
 * for those that are there, so that no value is too low and too high.
 *
 * @param alarmLow at or below it: an alarm
 * @param warnLow at or below it: a warning
 * @param warnHigh at or above it: a warning
 * @param alarmHigh at or above it: an alarm
 */
public record Limits(
        @Nullable Double alarmLow,
        @Nullable Double warnLow,
        @Nullable Double warnHigh,
        @Nullable Double alarmHigh) {

    /** No limits. */
    public static final Limits NONE = new Limits(null, null, null, null);

    /** Whether there is none. */
    public boolean isEmpty() {
        return equals(NONE);
    }
}
