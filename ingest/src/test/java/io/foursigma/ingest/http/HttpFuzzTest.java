// SPDX-License-Identifier: Apache-2.0
package io.foursigma.ingest.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.foursigma.ingest.MessageItems;
import io.foursigma.ingest.format.PayloadFormat;
import io.foursigma.schemas.Reading;
import io.foursigma.schemas.json.ReadingSink;
import io.foursigma.schemas.settings.TimeLimits;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whatever bytes a body has, each of its items is a reading or is refused, in its place, and the readings are those that an
 * oracle finds in the same bytes: none is made up, changed, moved or lost.
 *
 * <p>The oracle does not judge the words of the reasons or the bytes of malformed items, and the bodies do not reach the
 * limits of depth and length of JSON, nor a thousand lines of CSV.
 */
final class HttpFuzzTest {

    /** More of them by hand: {@code -Dfoursigma.fuzz.bodies=1000000}. */
    private static final long BODIES = Long.getLong("foursigma.fuzz.bodies", 200_000);

    private static final long NOW = 1_700_000_000_000L;
    private static final TimeLimits LIMITS = new TimeLimits(-1_000, NOW + 100_000_000, 3_600_000);
    private static final int MOST_ITEMS = 6;
    private static final int MAX_BYTES = 1_000;

    private final PlainForms oracle = new PlainForms(NOW);
    private final Map<BodyForm, PayloadFormat> formats = new EnumMap<>(BodyForm.class);
    private long readings;
    private long refusals;
    private long tooMany;

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void readingsOfMutatedBodiesAreThoseThatTheOracleFinds(long seed) {
        MutatedBodies bodies = new MutatedBodies(new SplittableRandom(seed));
        for (long number = 0; number < BODIES / 2; number++) {
            BodyForm form = bodies.form();
            byte[] body = bodies.next(form);
            String difference = difference(form, body);
            if (difference != null) {
                fail("seed %d, body %d, %s: %s%n%s", seed, number, form, difference, new String(body, ISO_8859_1));
            }
        }
        assertThat(readings).as("seed %d", seed).isGreaterThan(BODIES / 4);
        assertThat(refusals).as("seed %d", seed).isGreaterThan(BODIES / 8);
        assertThat(tooMany).as("seed %d", seed).isGreaterThan(BODIES / 4_000);
    }

    private @Nullable String difference(BodyForm form, byte[] body) {
        List<Optional<Reading>> expected = form.items(body, oracle).stream()
                .map(item -> item.filter(reading -> LIMITS.problem(reading.time(), NOW) == null))
                .toList();
        Items items = new Items();
        try {
            formats.computeIfAbsent(form, BodyForm::format).read(body, NOW, items);
        } catch (MessageItems.TooManyItemsException e) {
            tooMany++;
            return expected.size() > MOST_ITEMS ? null : "too many items, not " + expected;
        } catch (RuntimeException e) {
            return e.toString();
        }
        if (!items.found.equals(expected)) {
            return items.found + ", not " + expected;
        }
        int accepted = (int) expected.stream().flatMap(Optional::stream).count();
        readings += accepted;
        refusals += expected.size() - accepted;
        return items.counted.records().size() == accepted
                        && items.counted.refusals().size() == expected.size() - accepted
                ? null
                : "the counts are wrong";
    }

    /** Items in their places; the places have to be counted from 0. */
    private static final class Items implements ReadingSink {
        private final MessageItems counted = new MessageItems(LIMITS, NOW, MOST_ITEMS, MAX_BYTES);
        private final List<Optional<Reading>> found = new ArrayList<>();

        @Override
        public @Nullable String problem(long time) {
            return counted.problem(time);
        }

        @Override
        public int mostItems() {
            return counted.mostItems();
        }

        @Override
        public void reading(int index, String sensor, long time, double value) {
            counted.reading(index, sensor, time, value);
            take(index, Optional.of(new Reading(sensor, time, value)));
        }

        @Override
        public void malformed(int index, String reason, byte[] bytes) {
            counted.malformed(index, reason, bytes);
            take(index, Optional.empty());
        }

        private void take(int index, Optional<Reading> item) {
            if (index != found.size()) {
                throw new IllegalStateException("item " + found.size() + " has the place " + index);
            }
            found.add(item);
        }
    }
}
