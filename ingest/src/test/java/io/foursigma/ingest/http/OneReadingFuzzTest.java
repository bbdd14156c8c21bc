// SPDX-License-Identifier: Apache-2.0
package io.foursigma.ingest.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonPointer;
import io.foursigma.ingest.format.NumberFormat;
import io.foursigma.ingest.format.PayloadFormat;
import io.foursigma.ingest.format.PointerFormat;
import io.foursigma.schemas.Reading;
import io.foursigma.schemas.json.ReadingSink;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Function;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever bytes a message of one reading has, it is that reading or refused, as an oracle finds. */
final class OneReadingFuzzTest {

    private static final int MESSAGES = 50_000;
    private static final long NOW = 1_700_000_000_000L;

    private final PlainForms oracle = new PlainForms(NOW);

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void numbers(long seed) {
        compare(
                seed,
                List.of("21.5", " -6.02e+23\n", "+.5", "7."),
                new NumberFormat("hall"),
                body -> oracle.number(body, "hall"));
    }

    @ParameterizedTest
    @ValueSource(longs = {3, 4})
    void valuesThatAPointerLeadsTo(long seed) {
        compare(
                seed,
                List.of(
                        "{\"value\":{\"0\":5},\"time\":3}",
                        "{\"x\":[1,{\"value\":2}],\"value\":[21.375,8]}",
                        "{\"value\":[1],\"value\":{\"1\":2},\"\\u0076alue\":7}"),
                new PointerFormat("hall", JsonPointer.compile("/value/0"), null),
                body -> oracle.atPaths(body, "hall", List.of("value", "0"), List.of()));
    }

    @ParameterizedTest
    @ValueSource(longs = {5, 6})
    void valuesAndTimesThatPointersLeadTo(long seed) {
        compare(
                seed,
                List.of(
                        "{\"a/b\":{\"value\":5},\"time\":\"1970-01-01T00:00:00.005Z\"}",
                        " [ ] ",
                        "{\"time\":1700000000123,\"x\":null,\"a/b\":{\"unit\":\"K\",\"value\":-1.5E+3}}"),
                new PointerFormat("hall", JsonPointer.compile("/a~1b/value"), JsonPointer.compile("/time")),
                body -> oracle.atPaths(body, "hall", List.of("a/b", "value"), List.of("time")));
    }

    private static void compare(
            long seed, List<String> examples, PayloadFormat format, Function<byte[], Optional<Reading>> oracle) {
        MutatedBodies bodies = new MutatedBodies(new SplittableRandom(seed));
        int readings = 0;
        for (int number = 0; number < MESSAGES; number++) {
            byte[] body = bodies.next(examples);
            Optional<Reading> expected = oracle.apply(body);
            Items items = new Items();
            format.read(body, NOW, items);
            assertThat(items.found)
                    .as("seed %d, message %d: %s", seed, number, new String(body, ISO_8859_1))
                    .containsExactly(expected);
            readings += expected.isPresent() ? 1 : 0;
        }
        assertThat(readings).as("seed %d", seed).isBetween(MESSAGES / 20, MESSAGES * 9 / 10);
    }

    private static final class Items implements ReadingSink {
        private final List<Optional<Reading>> found = new ArrayList<>();

        @Override
        public void reading(int index, String sensor, long time, double value) {
            assertThat(index).isZero();
            found.add(Optional.of(new Reading(sensor, time, value)));
        }

        @Override
        public void malformed(int index, String reason, byte[] bytes) {
            assertThat(index).isZero();
            assertThat(reason).isNotEmpty();
            found.add(Optional.empty());
        }
    }
}
