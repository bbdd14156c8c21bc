// SPDX-License-Identifier: Apache-2.0
package io.foursigma.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class PositionTest {

    @Test
    void idIsOneWordOfAllParts() {
        assertThat(new Position("kY3", 1, 1L << 40, 3).id()).isEqualTo("kY3.1.1099511627776.3");
    }

    @Test
    void positionIsReadFromItsId() {
        for (Position position : List.of(new Position("kY3_-a", 1, 1L << 40, 3), new Position("a.b", 0, 0, 0))) {
            assertThat(Position.parse(position.id())).isEqualTo(position);
        }
        for (String other : List.of("", "a.1.2", "a.1.2.x", ".1.2.3", "a.-1.2.3", "a.99999999999.2.3", "a.1.2.3 ")) {
            assertThatThrownBy(() -> Position.parse(other))
                    .as(other)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("'" + other + "' is no position: write topicId.partition.offset.index");
        }
    }

    @Test
    void orderIsThatOfThePartsAsNumbers() {
        List<Position> ordered = List.of(
                new Position("a", 0, 9, 0),
                new Position("a", 0, 10, 0),
                new Position("a", 0, 10, 1),
                new Position("a", 1, 0, 0),
                new Position("b", 0, 0, 0));
        assertThat(ordered.stream().sorted()).containsExactlyElementsOf(ordered);
    }

    @Test
    void negativeNumbersAndEmptyIdsAreRefused() {
        assertThatThrownBy(() -> new Position("", 0, 0, 0)).hasMessageContaining("topic id ''");
        assertThatThrownBy(() -> new Position("a", -1, 0, 0)).hasMessageContaining("partition -1");
        assertThatThrownBy(() -> new Position("a", 0, -1, 0)).hasMessageContaining("offset -1");
        assertThatThrownBy(() -> new Position("a", 0, 0, -1)).hasMessageContaining("index -1");
    }
}
