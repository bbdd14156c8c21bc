// SPDX-License-Identifier: Apache-2.0
package io.foursigma.schemas;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a policy may say. Whatever is wrong is found at once. */
public final class PolicyRules {

    /** The longest unit, in Unicode characters. */
    public static final int MAX_UNIT_CHARACTERS = 32;
    /** The longest note, in Unicode characters. */
    public static final int MAX_NOTE_CHARACTERS = 500;
    /** The longest name of a person, in Unicode characters. */
    public static final int MAX_BY_CHARACTERS = 256;

    private static final String ORDER_CURE = "keep to alarmLow <= warnLow < warnHigh <= alarmHigh";

    private PolicyRules() {}

    /**
     * A field that cannot be accepted.
     *
     * @param field its name
     * @param value what was given
     * @param reason what is wrong with it
     * @param cure what to give
     */
    public record Fault(String field, String value, String reason, String cure) {}

    /** What is wrong with a unit and limits. */
    public static List<Fault> faults(@Nullable String unit, Limits limits) {
        List<Fault> faults = new ArrayList<>();
        if (unit != null) {
            checkText("unit", unit, MAX_UNIT_CHARACTERS, false, faults);
        }
        checkFinite("alarmLow", limits.alarmLow(), faults);
        checkFinite("warnLow", limits.warnLow(), faults);
        checkFinite("warnHigh", limits.warnHigh(), faults);
        checkFinite("alarmHigh", limits.alarmHigh(), faults);
        if (isAbove(limits.alarmLow(), limits.warnLow())) {
            faults.add(new Fault("alarmLow", limits.alarmLow() + "", "it lies above warnLow", ORDER_CURE));
        }
        if (isAbove(limits.warnHigh(), limits.alarmHigh())) {
            faults.add(new Fault("alarmHigh", limits.alarmHigh() + "", "it lies below warnHigh", ORDER_CURE));
        }
        checkSides(limits, faults);
        return faults;
    }

    /** What is wrong with a note. */
    public static List<Fault> faults(@Nullable String note) {
        List<Fault> faults = new ArrayList<>();
        if (note != null) {
            checkText("note", note, MAX_NOTE_CHARACTERS, true, faults);
        }
        return faults;
    }

    /** @throws IllegalArgumentException if something is wrong, with all of it */
    static void demandNone(List<Fault> faults) {
        if (!faults.isEmpty()) {
            throw new IllegalArgumentException(faults.stream()
                    .map(fault -> fault.field() + ": " + fault.reason())
                    .collect(Collectors.joining("; ")));
        }
    }

    /** @throws IllegalArgumentException if nobody can be called that */
    static void demandName(String by) {
        List<Fault> faults = new ArrayList<>();
        checkText("by", by, MAX_BY_CHARACTERS, false, faults);
        demandNone(faults);
    }

    /** The lowest limit of the high side has to lie above the highest of the low side. */
    private static void checkSides(Limits limits, List<Fault> faults) {
        Double low = limits.warnLow() == null ? limits.alarmLow() : limits.warnLow();
        Double high = limits.warnHigh() == null ? limits.alarmHigh() : limits.warnHigh();
        if (low != null && high != null && low >= high) {
            String field = limits.warnHigh() == null ? "alarmHigh" : "warnHigh";
            faults.add(new Fault(field, high + "", "it does not lie above the limits of the low side", ORDER_CURE));
        }
    }

    private static boolean isAbove(@Nullable Double lower, @Nullable Double upper) {
        return lower != null && upper != null && lower > upper;
    }

    private static void checkFinite(String field, @Nullable Double limit, List<Fault> faults) {
        if (limit != null && !Double.isFinite(limit)) {
            faults.add(new Fault(field, limit.toString(), "it is not finite", "give a number, or null for no limit"));
        }
    }

    private static void checkText(String field, String text, int longest, boolean lines, List<Fault> faults) {
        String shown = text.length() > 2 * longest ? text.substring(0, 2 * longest) + "..." : text;
        if (text.isBlank()) {
            faults.add(new Fault(field, shown, "it is empty", "give a text, or leave it out"));
        }
        if (text.codePointCount(0, text.length()) > longest) {
            faults.add(new Fault(field, shown, "it is too long", "give " + longest + " characters at most"));
        }
        if (text.codePoints().anyMatch(character -> isUnfit(character, lines))) {
            faults.add(new Fault(
                    field,
                    shown,
                    "it holds a control character or half of a surrogate pair",
                    "give plain text" + (lines ? "; lines may end with \\n" : " in one line")));
        }
    }

    private static boolean isUnfit(int character, boolean lines) {
        int type = Character.getType(character);
        boolean allowed = lines && character == '\n';
        return !allowed && (type == Character.CONTROL || type == Character.SURROGATE);
    }
}
