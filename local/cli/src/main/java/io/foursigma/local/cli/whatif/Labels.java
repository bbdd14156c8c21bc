// SPDX-License-Identifier: Apache-2.0
package io.foursigma.local.cli.whatif;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.foursigma.local.cli.CliException;
import io.foursigma.schemas.json.Json;
import io.foursigma.schemas.json.TimeText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Spans of time in which something was wrong with a sensor, as people have labelled them. A sensor without spans is one
 * of which is known that nothing was wrong; of sensors that are missing nothing is known.
 */
public final class Labels {

    private static final String FORM =
            "give {\"sensor\":[[start,end],...],...}, each time as epoch milliseconds, as ISO-8601"
                    + " text with an offset, or as 2014-04-10 07:15:00.000000, which is UTC";
    private static final String CSV = ".csv";
    private static final Pattern WITHOUT_OFFSET =
            Pattern.compile("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d(\\.\\d{1,9})?");

    private final Map<String, List<Span>> spans;

    private Labels(Map<String, List<Span>> spans) {
        this.spans = spans;
    }

    /**
     * A span in which something was wrong.
     *
     * @param start its first event time, epoch milliseconds
     * @param end its last event time, epoch milliseconds
     */
    public record Span(long start, long end) {

        /** Whether a time lies in it. */
        public boolean holds(long time) {
            return start <= time && time <= end;
        }
    }

    /**
     * Reads a file.
     *
     * @throws CliException if it cannot be read or has another form
     */
    public static Labels read(Path file) {
        try (JsonParser in = Json.FACTORY.createParser(Files.readAllBytes(file))) {
            Map<String, List<Span>> spans = new HashMap<>();
            require(in.nextToken() == JsonToken.START_OBJECT, in);
            while (in.nextToken() != JsonToken.END_OBJECT) {
                String sensor = in.currentName();
                in.nextToken();
                if (spans.put(sensor, spansOf(in)) != null) {
                    throw new IOException("the sensor '" + sensor + "' appears twice");
                }
            }
            require(in.nextToken() == null, in);
            return new Labels(spans);
        } catch (IOException e) {
            throw new CliException(
                    CliException.WRONG_INPUT,
                    "--labels: " + file + " cannot be read as labels (" + Json.firstLine(e) + "): " + FORM);
        }
    }

    private static List<Span> spansOf(JsonParser in) throws IOException {
        List<Span> spans = new ArrayList<>();
        require(in.currentToken() == JsonToken.START_ARRAY, in);
        while (in.nextToken() != JsonToken.END_ARRAY) {
            require(in.currentToken() == JsonToken.START_ARRAY, in);
            in.nextToken();
            long start = time(in);
            in.nextToken();
            long end = time(in);
            require(in.nextToken() == JsonToken.END_ARRAY, in);
            if (end < start) {
                throw new IOException("a span ends before it starts at "
                        + in.currentLocation().offsetDescription());
            }
            spans.add(new Span(start, end));
        }
        spans.sort(Comparator.comparingLong(Span::start));
        return List.copyOf(spans);
    }

    private static long time(JsonParser in) throws IOException {
        if (in.currentToken() == JsonToken.VALUE_NUMBER_INT) {
            return in.getLongValue();
        }
        require(in.currentToken() == JsonToken.VALUE_STRING, in);
        String text = in.getText();
        boolean utc = WITHOUT_OFFSET.matcher(text).matches();
        TimeText.Parsed time = TimeText.parse(utc ? text.replace(' ', 'T') + "Z" : text);
        if (time.problem() != null) {
            throw new IOException(time.problem());
        }
        return time.epochMillis();
    }

    private static void require(boolean asExpected, JsonParser in) throws IOException {
        if (!asExpected) {
            throw new IOException(
                    "another form is expected at " + in.currentLocation().offsetDescription());
        }
    }

    /**
     * What is known of a sensor. A file may call it by its name, or by the name of its file, with {@code .csv} at the end.
     *
     * @return its spans in ascending order of start; empty if nothing is known
     */
    public Optional<List<Span>> of(String sensor) {
        return Optional.ofNullable(spans.get(sensor)).or(() -> Optional.ofNullable(spans.get(sensor + CSV)));
    }
}
