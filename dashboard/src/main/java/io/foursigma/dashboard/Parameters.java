// SPDX-License-Identifier: Apache-2.0
package io.foursigma.dashboard;

import io.foursigma.schemas.Reading;
import io.foursigma.schemas.json.Problem;
import io.foursigma.schemas.json.TimeText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The parameters of a request. What is wrong with them is gathered, so that all of it is told at once. */
final class Parameters {

    private static final String TIME_CURE = "give epoch milliseconds, or ISO-8601 with an offset such as"
            + " 2026-03-01T12:00:00Z; write the '+' of an offset as %2B";

    private final Map<String, List<String>> given;
    private final List<Problem.Fault> faults = new ArrayList<>();

    /**
     * Parameters as they came.
     *
     * @param given the query's parameters by name, decoded
     * @param known the names of those that the path has, in the order in which its document names them
     */
    Parameters(Map<String, List<String>> given, List<String> known) {
        this.given = new TreeMap<>(given);
        Set<String> names = Set.copyOf(known);
        this.given.keySet().stream().filter(name -> !names.contains(name)).forEach(name -> {
            refuse(name, "there is no such parameter", "give " + inWords(known));
        });
    }

    private static String inWords(List<String> names) {
        int last = names.size() - 1;
        return String.join(", ", names.subList(0, last)) + " or " + names.get(last);
    }

    /** What is wrong, as far as it was looked at. */
    List<Problem.Fault> faults() {
        return List.copyOf(faults);
    }

    /** Whether nothing is wrong, as far as it was looked at. */
    boolean areGood() {
        return faults.isEmpty();
    }

    /** A sensor's name, null if none is given. */
    @Nullable
    String sensor() {
        String sensor = text("sensor");
        String problem = sensor == null ? null : Reading.sensorProblem(sensor);
        if (problem != null) {
            refuse("sensor", problem, "give the name as it stands in /api/sensors");
        }
        return sensor;
    }

    /** A sensor's name; that none is given is wrong. */
    String requiredSensor() {
        String sensor = sensor();
        if (sensor == null) {
            refuse("sensor", "it is not given", "give the name as it stands in /api/sensors");
        }
        return sensor == null ? "" : sensor;
    }

    /** A whole number from 1 on. */
    int whole(String name, int absent, int greatest) {
        String text = text(name);
        if (text == null) {
            return absent;
        }
        int number = text.matches("\\d{1,5}") ? Integer.parseInt(text) : 0;
        if (number < 1 || number > greatest) {
            refuse(name, "it is out of range", "give a whole number from 1 to " + greatest);
        }
        return number;
    }

    /** A span of time, {@code from} before {@code to}, epoch milliseconds. */
    Span span(long earliest, long latest) {
        long from = time("from", earliest);
        long to = time("to", latest);
        if (faults.isEmpty() && from >= to) {
            refuse("from", "it is not before 'to' (" + to + ")", "give an earlier time, or a later 'to'");
        }
        return new Span(from, to);
    }

    private long time(String name, long absent) {
        String text = text(name);
        if (text == null) {
            return absent;
        }
        if (text.matches("-?\\d{1,18}")) {
            return Long.parseLong(text);
        }
        TimeText.Parsed parsed = TimeText.parse(text);
        if (parsed.problem() != null) {
            refuse(name, "it is no time", TIME_CURE);
        }
        return parsed.epochMillis();
    }

    /** A parameter as it is given, null if it is not. */
    @Nullable
    String text(String name) {
        List<String> values = given.getOrDefault(name, List.of());
        if (values.size() > 1) {
            refuse(name, "it is given " + values.size() + " times", "give it once");
        }
        return values.isEmpty() ? null : values.get(0);
    }

    void refuse(String name, String reason, String cure) {
        faults.add(new Problem.Fault(name, String.join(", ", given.getOrDefault(name, List.of())), reason, cure));
    }

    /** The problem document that names all that is wrong. */
    Problem problem() {
        return new Problem(
                400,
                "Parameters that cannot be accepted",
                "'errors' names each parameter that is wrong, why, and what to give",
                faults());
    }

    /**
     * A span of time.
     *
     * @param from its begin, epoch milliseconds, included
     * @param to its end, excluded
     */
    record Span(long from, long to) {}
}
