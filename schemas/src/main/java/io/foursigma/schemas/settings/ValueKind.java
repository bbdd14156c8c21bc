// SPDX-License-Identifier: Apache-2.0
package io.foursigma.schemas.settings;

import java.net.URI;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * A kind of value: which texts it takes, said in words, and how they are read.
 *
 * @param expected the accepted texts in words, for the table of settings and for the cure of an error
 * @param reader reads a text; throws IllegalArgumentException where the text is not accepted
 * @param <T> the type of the value
 */
public record ValueKind<T>(String expected, Function<String, T> reader) {

    /** Any duration longer than the longest that is ever compared: {@code any}, {@code off} and {@code never} in settings. */
    public static final Duration UNBOUNDED = Duration.ofMillis(Long.MAX_VALUE);

    private static final Instant YEAR_0 = Instant.parse("0000-01-01T00:00:00Z");
    private static final Instant YEAR_10000 = Instant.parse("+10000-01-01T00:00:00Z");

    /** Reads a text for nothing but the error. @throws IllegalArgumentException if the text is not accepted */
    void check(String text) {
        T unused = reader.apply(text);
    }

    static ValueKind<String> text() {
        return checked("a text that is not empty", text -> text, text -> !text.isBlank());
    }

    static ValueKind<String> name() {
        return checked(
                "a name of letters, digits, '-', '_' and '.'", text -> text, text -> text.matches("[A-Za-z0-9._-]+"));
    }

    static ValueKind<String> keyspace() {
        return checked(
                "a name of small letters, digits and '_'", text -> text, text -> text.matches("[a-z][a-z0-9_]{0,47}"));
    }

    static ValueKind<String> oneOf(String... words) {
        List<String> accepted = List.of(words);
        return checked("one of " + String.join(", ", accepted), text -> text, accepted::contains);
    }

    /** Some of these words, each once. */
    static ValueKind<List<String>> someOf(String... words) {
        List<String> accepted = List.of(words);
        return checked(
                "some of " + String.join(", ", accepted) + ", comma between",
                text -> List.of(text.split("\\s*,\\s*", -1)),
                some -> accepted.containsAll(some) && some.stream().distinct().count() == some.size());
    }

    static ValueKind<Integer> whole(int least, int most) {
        return checked(
                "a whole number from " + least + " to " + most,
                Integer::valueOf,
                number -> number >= least && number <= most);
    }

    static ValueKind<Long> wholeLong(long least, long most) {
        return checked(
                "a whole number from " + least + " to " + most,
                Long::valueOf,
                number -> number >= least && number <= most);
    }

    static ValueKind<OptionalInt> wholeOr(String none, int least, int most) {
        return checked(
                "a whole number from " + least + " to " + most + ", or '" + none + "'",
                text -> text.equals(none) ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(text)),
                number -> number.isEmpty() || (number.getAsInt() >= least && number.getAsInt() <= most));
    }

    static ValueKind<Double> positive() {
        return checked("a number above 0", Double::valueOf, number -> number > 0 && number <= Double.MAX_VALUE);
    }

    static ValueKind<Double> positiveOr(String unbounded) {
        return checked(
                "a number above 0, or '" + unbounded + "'",
                text -> text.equals(unbounded) ? Double.POSITIVE_INFINITY : Double.valueOf(text),
                number -> number > 0);
    }

    static ValueKind<Double> notNegative() {
        return checked("a number of at least 0", Double::valueOf, number -> number >= 0 && number <= Double.MAX_VALUE);
    }

    static ValueKind<Duration> duration(String least, String most) {
        Duration shortest = DurationText.parse(least);
        Duration longest = DurationText.parse(most);
        return checked(
                "a duration from " + least + " to " + most + ", such as 250ms, 2s, 5min, 1h, 30d",
                DurationText::parse,
                value -> value.compareTo(shortest) >= 0 && value.compareTo(longest) <= 0);
    }

    static ValueKind<Duration> durationOr(String unbounded) {
        return checked(
                "a duration such as 2s, 5min, 1h, 30d, or '" + unbounded + "'",
                text -> text.equals(unbounded) ? UNBOUNDED : DurationText.parse(text),
                value -> true);
    }

    static ValueKind<Duration> durationOr(String unbounded, String least) {
        Duration shortest = DurationText.parse(least);
        return checked(
                "a duration of at least " + least + ", such as 5s, 5min, 1h, 30d, or '" + unbounded + "'",
                text -> text.equals(unbounded) ? UNBOUNDED : DurationText.parse(text),
                value -> value.compareTo(shortest) >= 0);
    }

    static ValueKind<Instant> instant() {
        return checked(
                "a time such as 1970-01-01T00:00:00Z, with a year from 0000 to 9999",
                text -> readTime(() -> Instant.parse(text)),
                value -> YEAR_0.compareTo(value) <= 0 && value.compareTo(YEAR_10000) < 0);
    }

    static ValueKind<YearMonth> month() {
        return checked("a month such as 2010-01", text -> readTime(() -> YearMonth.parse(text)), value -> true);
    }

    static ValueKind<ZoneId> zone() {
        return checked(
                "a time zone such as UTC, +02:00 or Europe/Berlin",
                text -> readTime(() -> ZoneId.of(text)),
                value -> true);
    }

    static ValueKind<Optional<ZoneId>> zoneOr(String none) {
        return checked(
                "a time zone such as UTC, +02:00 or Europe/Berlin, or '" + none + "'",
                text -> text.equals(none) ? Optional.empty() : readTime(() -> Optional.of(ZoneId.of(text))),
                value -> true);
    }

    /** The address of a server. A user and a password do not belong into it: settings are printed. */
    static ValueKind<Optional<URI>> addressOr(String none, String... schemes) {
        return checked(
                "an address such as " + schemes[0] + "://host or " + schemes[1] + "://host:1234, or '" + none + "'",
                text -> text.equals(none) ? Optional.empty() : Optional.of(URI.create(text)),
                address -> address.map(uri -> isAddress(uri, schemes)).orElse(true));
    }

    private static boolean isAddress(URI uri, String... schemes) {
        return uri.getHost() != null
                && List.of(schemes).contains(String.valueOf(uri.getScheme()))
                && uri.getPort() != 0
                && uri.getPort() <= 65_535
                && uri.equals(URI.create(
                        uri.getScheme() + "://" + uri.getHost() + (uri.getPort() < 0 ? "" : ":" + uri.getPort())));
    }

    static ValueKind<List<String>> topicFilters() {
        return checked(
                "topic filters of MQTT such as sensors/+/temperature, $share/group/sensors/#, comma between",
                TopicFilters::parse,
                filters -> true);
    }

    static ValueKind<SensorTemplate> sensorTemplate() {
        return checked(
                "text with {topic}, {2} for a level and {rest:2} for all levels from one on, such as {2}/{3}",
                SensorTemplate::parse, template -> true);
    }

    static ValueKind<String> pointer() {
        return checked("a JSON pointer such as /data/0/value", text -> text, ValueKind::isPointer);
    }

    static ValueKind<String> pointerOr(String none) {
        return checked(
                "a JSON pointer such as /data/0/time, or '" + none + "'",
                text -> text,
                text -> text.equals(none) || isPointer(text));
    }

    private static boolean isPointer(String text) {
        return text.matches("(/([^/~]|~[01])*)+");
    }

    /** Addresses, each under a name. */
    static ValueKind<List<NamedAddress>> namedAddressesOr(String none, String... schemes) {
        return checked(
                "NAME=" + schemes[0] + "://HOST/PATH, or another of " + String.join(", ", schemes)
                        + ", comma between; or '" + none + "'",
                text -> text.equals(none) ? List.of() : NamedAddress.parse(text),
                addresses -> addresses.stream()
                        .map(NamedAddress::uri)
                        .allMatch(
                                uri -> uri.getHost() != null && List.of(schemes).contains(uri.getScheme())));
    }

    /** Names of hosts, in small letters; one with a star in place of its first part stands for all below the rest. */
    static ValueKind<List<String>> hostNamesOr(String none) {
        return checked(
                "names of hosts such as sensors.example.org or *.example.org, comma between; or '" + none + "'",
                text -> text.equals(none)
                        ? List.of()
                        : List.of(text.toLowerCase(Locale.ROOT).split("\\s*,\\s*", -1)),
                names -> names.stream().allMatch(name -> name.matches("(\\*\\.)?[a-z0-9_-]+(\\.[a-z0-9_-]+)*")));
    }

    private static <T> T readTime(Supplier<T> reader) {
        try {
            return reader.get();
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static <T> ValueKind<T> checked(String expected, Function<String, T> reader, Predicate<T> accepted) {
        return new ValueKind<>(expected, text -> {
            T value = reader.apply(text.trim());
            if (!accepted.test(value)) {
                throw new IllegalArgumentException(text);
            }
            return value;
        });
    }
}
