// SPDX-License-Identifier: Apache-2.0
package io.foursigma.ingest.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.foursigma.ingest.http.PlainJson.Digits;
import io.foursigma.ingest.http.PlainJson.Elements;
import io.foursigma.ingest.http.PlainJson.Fields;
import io.foursigma.ingest.http.PlainJson.Node;
import io.foursigma.ingest.http.PlainJson.Text;
import io.foursigma.schemas.Reading;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What each form of a body holds, by its documented rules in their plainest form: an oracle. An item that is no reading is
 * empty. It shares with what it judges the record {@link Reading}, which knows good names, and the JDK's reading of times
 * as text.
 */
final class PlainForms {

    private static final Pattern DECIMAL = Pattern.compile("[-+]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][-+]?[0-9]+)?");
    private static final Pattern FEW_DIGITS = Pattern.compile("-?[0-9]{1,19}");
    private static final Set<String> NO_NUMBERS = Set.of("vs", "vb", "vd");
    private static final List<Optional<Reading>> ONE_THAT_IS_NONE = List.of(Optional.empty());

    private final long received;

    PlainForms(long received) {
        this.received = received;
    }

    /** A reading, or an array of readings. */
    List<Optional<Reading>> json(byte[] body) {
        Node node = PlainJson.read(body).orElse(new Elements(List.of()));
        List<Optional<Reading>> items =
                elements(node).stream().map(this::reading).toList();
        return items.isEmpty() ? ONE_THAT_IS_NONE : items;
    }

    /** The same, a line each. */
    List<Optional<Reading>> ndjson(byte[] body) {
        List<Optional<Reading>> items = new ArrayList<>();
        int from = 0;
        for (int at = 0; at <= body.length; at++) {
            if (at == body.length || body[at] == '\n') {
                byte[] line = Arrays.copyOfRange(body, from, at);
                boolean blank = true;
                for (byte each : line) {
                    blank &= each == ' ' || each == '\t' || each == '\r';
                }
                items.addAll(blank ? List.of() : json(line));
                from = at + 1;
            }
        }
        return items.isEmpty() ? ONE_THAT_IS_NONE : items;
    }

    /** Rows under a header; a mark of UTF-8 may stand before it. */
    List<Optional<Reading>> csv(byte[] body) {
        boolean marked = body.length >= 3 && Arrays.equals(Arrays.copyOf(body, 3), new byte[] {-17, -69, -65});
        List<Optional<List<String>>> rows = PlainCsv.rows(marked ? Arrays.copyOfRange(body, 3, body.length) : body);
        if (rows.size() < 2 || rows.get(0).isEmpty()) {
            return ONE_THAT_IS_NONE;
        }
        List<String> header =
                rows.get(0).orElseThrow().stream().map(String::strip).toList();
        for (String name : List.of("sensor", "time", "value")) {
            if (header.stream().filter(name::equals).count() != 1) {
                return ONE_THAT_IS_NONE;
            }
        }
        Function<List<String>, Optional<Reading>> read = row -> row.size() != header.size()
                ? Optional.empty()
                : row(
                        row.get(header.indexOf("sensor")),
                        row.get(header.indexOf("time")).strip(),
                        row.get(header.indexOf("value")).strip());
        return rows.stream().skip(1).map(row -> row.flatMap(read)).toList();
    }

    /** A pack of SenML. */
    List<Optional<Reading>> senml(byte[] body) {
        if (!(PlainJson.read(body).orElse(null) instanceof Elements pack)) {
            return ONE_THAT_IS_NONE;
        }
        List<Optional<Reading>> items = new ArrayList<>();
        String name = "";
        double time = 0;
        Optional<Double> value = Optional.empty();
        for (Node element : pack.elements()) {
            if (!(element instanceof Fields record)) {
                items.add(Optional.empty());
                continue;
            }
            Set<String> labels =
                    record.fields().stream().map(PlainJson.Field::name).collect(Collectors.toSet());
            if (labels.stream().anyMatch(label -> label.endsWith("_")) || baseIsBroken(record, labels)) {
                return ONE_THAT_IS_NONE;
            }
            name = labels.contains("bn") ? text(record, "bn").orElseThrow() : name;
            time = number(record, "bt").orElse(time);
            value = labels.contains("bv") ? number(record, "bv") : value;
            if (labels.stream().allMatch(label -> label.startsWith("b"))) {
                continue;
            }
            boolean broken = labels.size() < record.fields().size()
                    || labels.stream().anyMatch(NO_NUMBERS::contains)
                    || !isTextIfThere(record, "n")
                    || !isNumberIfThere(record, "t")
                    || !isNumberIfThere(record, "v")
                    || (!labels.contains("v") && value.isEmpty());
            items.add(
                    broken
                            ? Optional.empty()
                            : resolved(
                                    name + text(record, "n").orElse(""),
                                    time + number(record, "t").orElse(0.0),
                                    value.orElse(0.0) + number(record, "v").orElse(0.0)));
        }
        return items.isEmpty() ? ONE_THAT_IS_NONE : items;
    }

    /** Telemetry of a device. */
    List<Optional<Reading>> telemetry(byte[] body, String device) {
        List<Optional<Reading>> items = new ArrayList<>();
        for (Node element : elements(PlainJson.read(body).orElse(new Elements(List.of())))) {
            if (!(element instanceof Fields object)) {
                items.add(Optional.empty());
                continue;
            }
            List<Node> times = object.of("ts");
            List<Fields> values = object.of("values").stream()
                    .filter(Fields.class::isInstance)
                    .map(Fields.class::cast)
                    .toList();
            if (values.isEmpty()) {
                items.addAll(telemetry(object, device, received));
            } else if (values.size() > 1
                    || times.size() > 1
                    || times.stream().anyMatch(time -> whole(time).isEmpty())) {
                items.add(Optional.empty());
            } else {
                items.addAll(telemetry(
                        values.get(0),
                        device,
                        times.isEmpty() ? received : whole(times.get(0)).orElseThrow()));
            }
        }
        return items.isEmpty() ? ONE_THAT_IS_NONE : items;
    }

    private static List<Optional<Reading>> telemetry(Fields values, String device, long time) {
        return values.fields().stream()
                .map(PlainJson.Field::name)
                .distinct()
                .map(key -> values.of(key).size() > 1
                        ? Optional.<Reading>empty()
                        : number(values, key).flatMap(value -> checked(device + "/" + key, time, value)))
                .toList();
    }

    /** One number as plain text. */
    Optional<Reading> number(byte[] body, String sensor) {
        String text = new String(body, ISO_8859_1).strip();
        return DECIMAL.matcher(text).matches() ? checked(sensor, received, Double.parseDouble(text)) : Optional.empty();
    }

    /** The value, and perhaps the time, that paths of names and places lead to. */
    Optional<Reading> atPaths(byte[] body, String sensor, List<String> toValue, List<String> toTime) {
        Node document = PlainJson.read(body).orElse(new Elements(List.of()));
        List<Node> values = at(document, toValue);
        List<Node> times = toTime.isEmpty() ? List.of(new Digits(Long.toString(received))) : at(document, toTime);
        if (values.size() != 1 || times.size() != 1 || !(values.get(0) instanceof Digits value)) {
            return Optional.empty();
        }
        return millis(times.get(0)).flatMap(time -> checked(sensor, time, value.value()));
    }

    private static List<Node> at(Node node, List<String> path) {
        if (path.isEmpty()) {
            return List.of(node);
        }
        String next = path.get(0);
        List<Node> found = List.of();
        if (node instanceof Fields object) {
            found = object.of(next);
        } else if (node instanceof Elements array && next.matches("0|[1-9][0-9]*")) {
            int place = Integer.parseInt(next);
            found = place < array.elements().size() ? List.of(array.elements().get(place)) : List.of();
        }
        return found.stream()
                .flatMap(each -> at(each, path.subList(1, path.size())).stream())
                .toList();
    }

    private static Optional<Long> millis(Node time) {
        return time instanceof Text text ? isoTime(text.text()) : whole(time);
    }

    private Optional<Reading> reading(Node element) {
        if (!(element instanceof Fields object)
                || object.of("sensor").size() != 1
                || object.of("time").size() != 1
                || object.of("value").size() != 1) {
            return Optional.empty();
        }
        Optional<Long> millis = millis(object.of("time").get(0));
        return text(object, "sensor")
                .flatMap(sensor ->
                        millis.flatMap(at -> number(object, "value").flatMap(value -> checked(sensor, at, value))));
    }

    private Optional<Reading> row(String sensor, String time, String value) {
        Optional<Long> millis = FEW_DIGITS.matcher(time).matches() ? whole(new Digits(time)) : isoTime(time);
        return DECIMAL.matcher(value).matches()
                ? millis.flatMap(at -> checked(sensor, at, Double.parseDouble(value)))
                : Optional.empty();
    }

    /** Seconds to milliseconds; those below 2^28 count from now. */
    private Optional<Reading> resolved(String sensor, double seconds, double value) {
        if (!(Math.abs(seconds) < 1e14)) {
            return Optional.empty();
        }
        long millis = BigDecimal.valueOf(seconds * 1_000)
                .add(new BigDecimal("0.5"))
                .setScale(0, RoundingMode.FLOOR)
                .longValueExact();
        return checked(sensor, seconds < 268_435_456 ? received + millis : millis, value);
    }

    private static boolean baseIsBroken(Fields record, Set<String> labels) {
        return record.fields().stream()
                                .filter(field -> field.name().startsWith("b"))
                                .count()
                        > labels.stream().filter(label -> label.startsWith("b")).count()
                || !isTextIfThere(record, "bn")
                || !isNumberIfThere(record, "bt")
                || !isNumberIfThere(record, "bv")
                || !record.of("bver").stream()
                        .allMatch(version -> version instanceof Digits digits && digits.value() <= 10);
    }

    private static boolean isTextIfThere(Fields object, String name) {
        return object.of(name).stream().allMatch(Text.class::isInstance);
    }

    private static boolean isNumberIfThere(Fields object, String name) {
        return object.of(name).stream().allMatch(Digits.class::isInstance);
    }

    private static List<Node> elements(Node node) {
        return node instanceof Elements array ? array.elements() : List.of(node);
    }

    private static Optional<Double> number(Fields object, String name) {
        return object.of(name).stream()
                .filter(Digits.class::isInstance)
                .map(node -> ((Digits) node).value())
                .findFirst();
    }

    private static Optional<String> text(Fields object, String name) {
        return object.of(name).stream()
                .filter(Text.class::isInstance)
                .map(node -> ((Text) node).text())
                .findFirst();
    }

    private static Optional<Long> whole(Node node) {
        return node instanceof Digits number && number.isWhole() && new BigInteger(number.digits()).bitLength() < 64
                ? Optional.of(Long.valueOf(number.digits()))
                : Optional.empty();
    }

    private static Optional<Long> isoTime(String text) {
        try {
            return Optional.of(OffsetDateTime.parse(text).toInstant().toEpochMilli());
        } catch (DateTimeException | ArithmeticException e) {
            return Optional.empty();
        }
    }

    private static Optional<Reading> checked(String sensor, long time, double value) {
        return Reading.sensorProblem(sensor) == null && Double.isFinite(value)
                ? Optional.of(new Reading(sensor, time, value))
                : Optional.empty();
    }
}
