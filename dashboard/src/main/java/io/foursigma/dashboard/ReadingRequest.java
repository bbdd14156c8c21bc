// SPDX-License-Identifier: Apache-2.0
package io.foursigma.dashboard;

import io.foursigma.schemas.Reading;
import io.foursigma.schemas.json.Problem;
import io.foursigma.schemas.json.TimeText;
import io.foursigma.stores.history.RawReadings.Query;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads the parameters of a request for raw readings, and names everything that is wrong with them at once. */
final class ReadingRequest {

    private static final int DEFAULT_SIZE = 1_000;
    private static final int GREATEST_SIZE = 10_000;
    private static final Set<String> KNOWN = Set.of("sensor", "from", "to", "size");
    private static final String TIME_CURE = "give epoch milliseconds, or ISO-8601 with an offset such as"
            + " 2026-03-01T12:00:00Z; write the '+' of an offset as %2B";

    private final Map<String, List<String>> parameters;
    private final List<Problem.Fault> faults = new ArrayList<>();

    private ReadingRequest(Map<String, List<String>> parameters) {
        this.parameters = new TreeMap<>(parameters);
    }

    /** What a request asks for, or what is wrong with it. */
    sealed interface Parsed {}

    /** A request that can be answered. */
    record Asked(Query query) implements Parsed {}

    /** A request that cannot be answered. */
    record Refused(List<Problem.Fault> faults) implements Parsed {}

    /**
     * Reads a request.
     *
     * @param parameters the query's parameters by name, decoded
     * @param earliest what {@code from} is if it is not given, epoch milliseconds
     * @param latest what {@code to} is if it is not given, epoch milliseconds
     */
    static Parsed parse(Map<String, List<String>> parameters, long earliest, long latest) {
        return new ReadingRequest(parameters).parse(earliest, latest);
    }

    private Parsed parse(long earliest, long latest) {
        parameters.keySet().stream().filter(name -> !KNOWN.contains(name)).forEach(name -> {
            refuse(name, "there is no such parameter", "give sensor, from, to or size");
        });
        String sensor = sensor();
        long from = time("from", earliest);
        long to = time("to", latest);
        int size = size();
        if (faults.isEmpty() && from >= to) {
            refuse("from", "it is not before 'to' (" + to + ")", "give an earlier time, or a later 'to'");
        }
        return faults.isEmpty() ? new Asked(new Query(sensor, from, to, size)) : new Refused(faults);
    }

    private String sensor() {
        String sensor = text("sensor");
        String problem = sensor == null ? "it is missing" : Reading.sensorProblem(sensor);
        if (problem != null) {
            refuse("sensor", problem, "give a name as it stands in /api/sensors");
        }
        return sensor == null ? "" : sensor;
    }

    private int size() {
        String text = text("size");
        if (text == null) {
            return DEFAULT_SIZE;
        }
        int size = text.matches("\\d{1,5}") ? Integer.parseInt(text) : 0;
        if (size < 1 || size > GREATEST_SIZE) {
            refuse("size", "it is out of range", "give a whole number from 1 to " + GREATEST_SIZE);
        }
        return size;
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

    private @Nullable String text(String name) {
        List<String> values = parameters.getOrDefault(name, List.of());
        if (values.size() > 1) {
            refuse(name, "it is given " + values.size() + " times", "give it once");
        }
        return values.isEmpty() ? null : values.get(0);
    }

    private void refuse(String name, String reason, String cure) {
        faults.add(new Problem.Fault(name, String.join(", ", parameters.getOrDefault(name, List.of())), reason, cure));
    }
}
