// SPDX-License-Identifier: Apache-2.0
package io.foursigma.stores.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.foursigma.schemas.Position;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SeenPositionsTest {

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void agreesWithPlainSet(long seed) {
        Random random = new Random(seed);
        SeenPositions seen = new SeenPositions();
        Set<Position> expected = new HashSet<>();
        for (int i = 0; i < 20_000; i++) {
            long offset = random.nextBoolean() ? random.nextLong(4_000) : Long.MAX_VALUE - random.nextLong(4_000);
            Position position =
                    new Position(random.nextBoolean() ? "x" : "y", random.nextInt(2), offset, random.nextInt(2));
            assertThat(seen.contains(position)).as("seed %d, step %d", seed, i).isEqualTo(expected.contains(position));
            assertThat(seen.add(position)).as("seed %d, step %d", seed, i).isEqualTo(expected.add(position));
        }
    }
}
